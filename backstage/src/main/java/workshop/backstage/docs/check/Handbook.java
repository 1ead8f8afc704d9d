package workshop.backstage.docs.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** All pages of the workshop. */
public final class Handbook {
  /** Beside those in docs/. */
  private static final List<String> OTHER_PLACES =
      List.of("CHANGELOG.md", "CONTRIBUTING.md", "README.md", "backstage/README.md");

  /** Pages whose headings have no numbers. */
  private static final Set<String> NOT_NUMBERED = Set.of("CHANGELOG.md", "README.md");

  private static final String DECISIONS = "docs/decisions/";

  private final Workshop workshop;
  private final List<Page> pages = new ArrayList<>();
  private final List<Page> others = new ArrayList<>();

  /** Reads them. */
  public Handbook(Workshop workshop) {
    this.workshop = workshop;
    Path root = workshop.root();
    for (String name : names(root, "docs")) {
      pages.add(Page.read(root, name));
    }
    for (String place : OTHER_PLACES) {
      Language.all()
          .map(language -> language.translated(place))
          .filter(name -> Files.isRegularFile(root.resolve(name)))
          .forEach(name -> pages.add(Page.read(root, name)));
    }
    for (String name : names(root, ".github")) {
      others.add(Page.read(root, name));
    }
  }

  private static TreeSet<String> names(Path root, String folder) {
    TreeSet<String> names = new TreeSet<>();
    Workshop.files(root.resolve(folder), ".md")
        .forEach(file -> names.add(root.relativize(file).toString()));
    return names;
  }

  Workshop workshop() {
    return workshop;
  }

  /** The pages in docs/, and those beside them: they may have marks. */
  public List<Page> pages() {
    return pages;
  }

  /** Those of which only links and blocks are checked. */
  List<Page> others() {
    return others;
  }

  /** The pages that a user means: all if none is named. */
  public List<Page> pages(List<String> names) {
    return names.isEmpty() ? pages : names.stream().map(this::page).toList();
  }

  /**
   * The page that a user means.
   *
   * @param name "docs/running.md", "running.md", "running", or "phase3" for a chapter
   * @throws Problem if there is none
   */
  Page page(String name) {
    String plain = name.replaceFirst("^\\./", "").replaceFirst("\\.md$", "") + ".md";
    for (String candidate : List.of(plain, "docs/" + plain)) {
      for (Page page : pages) {
        if (page.name().equals(candidate)) {
          return page;
        }
      }
    }
    for (Page page : pages) {
      if (name.matches("phase\\d+") && page.name().startsWith("docs/" + name + "-")) {
        return page;
      }
    }
    throw new Problem(
        "There is no page \"%s\".\nThere are: %s"
            .formatted(name, String.join(", ", pages.stream().map(Page::name).toList())));
  }

  /** Whether the headings of a page have numbers. */
  static boolean isNumbered(Page page) {
    Language language = Language.of(page);
    return NOT_NUMBERED.stream().map(language::translated).noneMatch(page.name()::equals)
        && !page.name().startsWith(language.translated(DECISIONS));
  }

  /** The phase of which this page is the chapter. */
  Optional<Phase> chapterOf(Page page) {
    return workshop.phases().stream()
        .filter(phase -> Language.of(page).chapter(phase).equals(page.name()))
        .findFirst();
  }
}
