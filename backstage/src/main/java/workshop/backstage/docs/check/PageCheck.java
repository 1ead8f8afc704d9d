package workshop.backstage.docs.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.backstage.docs.code.CutBlocks;
import workshop.backstage.docs.code.Cutter;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Heading;
import workshop.backstage.docs.page.Page;
import workshop.backstage.docs.play.Script;
import workshop.exercises.Count;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/** Whether the pages are true, as far as that can be seen without running anything. */
final class PageCheck {
  private static final Pattern MENTION = Pattern.compile("\\bdocs/[\\w-]+\\.(md|txt)\\b");

  private final Handbook handbook;
  private final Workshop workshop;
  private final List<Workshop.Place> exercises;
  private final List<Finding> findings = new ArrayList<>();

  PageCheck(Handbook handbook) {
    this.handbook = handbook;
    workshop = handbook.workshop();
    exercises = workshop.exercises();
  }

  /** All that is wrong, page by page. */
  List<Finding> run() {
    Links links = new Links(workshop.root());
    CutBlocks blocks = new CutBlocks(new Cutter(workshop.root()));
    Map<Language, List<String>> sections = new EnumMap<>(Language.class);
    handbook.pages().stream()
        .filter(page -> handbook.chapterOf(page).isPresent())
        .forEach(page -> sections.putIfAbsent(Language.of(page), new Numbers(page).sections()));
    for (Page page : handbook.pages()) {
      List<Finding> found = new ArrayList<>(page.findings());
      found.addAll(Form.check(page));
      found.addAll(Form.checkWidth(page));
      found.addAll(Form.checkMarks(page));
      found.addAll(links.check(page));
      found.addAll(blocks.check(page));
      found.addAll(new Script(page).check(workshop));
      Optional<Phase> phase = handbook.chapterOf(page);
      if (phase.isPresent()) {
        List<String> names = sections.get(Language.of(page));
        found.addAll(new Numbers(page).checkChapter(phase.get().number(), names));
        exercises(phase.get())
            .forEach(place -> found.addAll(checkEvidence(page, place.exercise().id())));
      } else if (Handbook.isNumbered(page)) {
        found.addAll(new Numbers(page).checkPage());
      }
      add(found);
    }
    for (Page page : handbook.others()) {
      List<Finding> found = new ArrayList<>(Form.check(page));
      found.addAll(links.check(page));
      add(found);
    }
    for (Phase phase : workshop.phases()) {
      Language.all()
          .map(
              language -> ExerciseHeadings.check(workshop, phase, language, exercises(phase), true))
          .forEach(findings::addAll);
    }
    checkMentions();
    findings.addAll(Version.check(workshop.root()));
    return findings;
  }

  private void add(List<Finding> found) {
    found.sort(Comparator.comparingInt(Finding::line));
    findings.addAll(found);
  }

  private List<Workshop.Place> exercises(Phase phase) {
    return exercises.stream().filter(place -> place.phase().equals(phase)).toList();
  }

  /** A chapter shows what a learner sees who has made a mistake, and who has made none. */
  private static List<Finding> checkEvidence(Page page, ExerciseId id) {
    List<Heading> headings = page.headings();
    for (int i = 0; i < headings.size(); i++) {
      Heading heading = headings.get(i);
      if (ExerciseHeadings.exercise(heading).equals(Optional.of(id))) {
        int end = i + 1 < headings.size() ? headings.get(i + 1).line() : page.lines().size() + 1;
        List<Finding> found = new ArrayList<>();
        expectScene(page, heading, end, "%s wrong %s-…".formatted(id, id), found);
        expectScene(page, heading, end, id.toString(), found);
        return found;
      }
    }
    return List.of(); // the headings' check tells that it is missing
  }

  private static void expectScene(
      Page page, Heading heading, int end, String scene, List<Finding> found) {
    Predicate<String> wanted =
        scene.endsWith("…")
            ? text -> text.startsWith(scene.substring(0, scene.indexOf(" wrong ") + 7))
            : scene::equals;
    if (!new Script(page).shows(wanted, heading.line(), end)) {
      found.add(
          new Finding(
              page.name(),
              heading.line(),
              "this section shows no test run of the scene \"%s\"; add a transcript below such a mark"
                  .formatted(scene)));
    }
  }

  /** Messages of programs and tests send people to pages. */
  private void checkMentions() {
    List<Path> files = new ArrayList<>();
    Path root = workshop.root();
    List<Path> folders =
        new ArrayList<>(
            List.of(
                root.resolve("testkit/src/main"),
                root.resolve("classroom/src/main"),
                root.resolve("backstage/src/main")));
    for (Phase phase : workshop.phases()) {
      for (String source : List.of("src/main", "src/solution", "src/test")) {
        folders.add(phase.folder().resolve(source));
      }
    }
    folders.forEach(folder -> files.addAll(Workshop.javaFiles(folder)));
    if (Files.isRegularFile(root.resolve("workshop"))) {
      files.add(root.resolve("workshop"));
    }
    for (Path file : files) {
      List<String> lines = Workshop.read(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        Matcher mention = MENTION.matcher(lines.get(i));
        while (mention.find()) {
          if (!Files.exists(root.resolve(mention.group()))) {
            findings.add(
                new Finding(
                    root.relativize(file).toString(),
                    i + 1,
                    "there is no %s; name a page that there is".formatted(mention.group())));
          }
        }
      }
    }
  }

  /** What was checked. */
  String summary() {
    long code = count(page -> page.blocks().stream().filter(CutBlocks::isCut).count());
    long transcripts = count(page -> page.blocks("console").size());
    long links = count(page -> page.links().size());
    long diagrams = count(page -> page.blocks("mermaid").size());
    return String.join(
        ", ",
        Count.of(handbook.pages().size(), "page"),
        Count.of(code, "piece of code", "pieces of code"),
        Count.of(transcripts, "transcript"),
        Count.of(links, "link"),
        Count.of(diagrams, "diagram"));
  }

  private long count(ToLongFunction<Page> what) {
    return handbook.pages().stream().mapToLong(what).sum();
  }
}
