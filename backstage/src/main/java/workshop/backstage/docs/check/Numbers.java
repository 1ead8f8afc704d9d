package workshop.backstage.docs.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Heading;
import workshop.backstage.docs.page.Page;

/** Whether headings are numbered: in a chapter the numbers like 3.2 belong to the exercises. */
final class Numbers {
  private static final List<String> ROMAN =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X");
  private static final Pattern NUMBERED = Pattern.compile("(?<number>[IVX\\d.]+) (?<name>\\S.*)");
  private static final int DEEPEST = 3;

  private final Page page;
  private final Language language;
  private final List<Finding> findings = new ArrayList<>();

  Numbers(Page page) {
    this.page = page;
    language = Language.of(page);
  }

  /** A page with sections 1., 1.1. */
  List<Finding> checkPage() {
    checkTitle();
    int section = 0;
    int subsection = 0;
    for (Heading heading : page.headings()) {
      if (heading.level() == 2) {
        section++;
        subsection = 0;
        expect(heading, section + ".");
      } else if (heading.level() == DEEPEST) {
        subsection++;
        expect(heading, section + "." + subsection);
      }
    }
    return findings;
  }

  /**
   * A chapter.
   *
   * @param phase its number
   * @param sections the names that the sections of all chapters have
   */
  List<Finding> checkChapter(int phase, List<String> sections) {
    checkTitle();
    String title = language.chapterTitle(phase);
    int section = 0;
    int subsection = 0;
    List<String> names = new ArrayList<>();
    checkPlaceOfSkip();
    for (Heading heading : page.headings()) {
      if (isSkip(heading)) {
        continue;
      }
      if (heading.level() == 1 && !heading.text().startsWith(title)) {
        find(heading.line(), "the title of this chapter begins with \"%s\"; write it so", title);
      } else if (heading.level() == 2) {
        section++;
        subsection = 0;
        names.add(expect(heading, ROMAN.get(Math.min(section, ROMAN.size()) - 1) + "."));
        if (names.size() <= sections.size()
            && !names.get(section - 1).equals(sections.get(section - 1))) {
          find(
              heading.line(),
              "this section is called \"%s\" in the other chapters; call it so",
              sections.get(section - 1));
        }
      } else if (heading.level() == DEEPEST && ExerciseHeadings.exercise(heading).isEmpty()) {
        subsection++;
        expect(
            heading,
            ROMAN.get(Math.max(0, Math.min(section, ROMAN.size()) - 1)) + "." + subsection);
      }
    }
    if (names.size() < sections.size()) {
      find(
          page.lines().size(),
          "the section \"%s. %s\" is missing; the other chapters have it",
          ROMAN.get(names.size()),
          sections.get(names.size()));
    }
    return findings;
  }

  /** The names of the sections of a chapter, without their numbers. */
  List<String> sections() {
    return page.headings().stream()
        .filter(heading -> heading.level() == 2 && !isSkip(heading))
        .map(heading -> heading.text().replaceFirst("^[IVX]+\\. ", ""))
        .toList();
  }

  private boolean isSkip(Heading heading) {
    return heading.level() == 2 && heading.text().equals(language.skip());
  }

  private void checkPlaceOfSkip() {
    List<Heading> sections =
        page.headings().stream().filter(heading -> heading.level() == 2).toList();
    for (int i = 0; i < sections.size(); i++) {
      if (isSkip(sections.get(i)) && i != sections.size() - 2) {
        find(
            sections.get(i).line(),
            "the section \"%s\" belongs before the last section of the chapter; move it there",
            language.skip());
      }
    }
  }

  private void checkTitle() {
    List<Heading> headings = page.headings();
    if (headings.isEmpty() || headings.get(0).level() != 1) {
      find(1, "there is no title; write one above all else, with #");
    }
    for (int i = 0; i < headings.size(); i++) {
      Heading heading = headings.get(i);
      if (heading.level() == 1 && i > 0) {
        find(heading.line(), "a second title; use ## for a section");
      }
      if (heading.level() > DEEPEST) {
        find(heading.line(), "headings go no deeper than ###; use bold words");
      }
    }
  }

  /** Wants this number; returns the name behind it. */
  private String expect(Heading heading, String number) {
    Matcher numbered = NUMBERED.matcher(heading.text());
    if (numbered.matches() && numbered.group("number").equals(number)) {
      return numbered.group("name");
    }
    find(
        heading.line(),
        "this heading has not the number that comes next; write %s %s",
        "#".repeat(heading.level()) + " " + number,
        numbered.matches() ? numbered.group("name") : heading.text());
    return numbered.matches() ? numbered.group("name") : heading.text();
  }

  private void find(int line, String text, Object... arguments) {
    findings.add(new Finding(page.name(), line, text.formatted(arguments)));
  }
}
