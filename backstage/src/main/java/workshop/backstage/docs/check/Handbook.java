package workshop.backstage.docs.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** All pages of the workshop. */
public final class Handbook {
  private static final String README = "README.md";

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
    if (root.resolve(README).toFile().isFile()) {
      pages.add(Page.read(root, README));
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

  /** The pages in docs/, and README.md: they may have marks. */
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

  /** Whether a page stands in docs/. */
  static boolean isNumbered(Page page) {
    return !page.name().equals(README);
  }

  /** The phase of which this page is the chapter. */
  Optional<Phase> chapterOf(Page page) {
    return workshop.phases().stream()
        .filter(phase -> phase.chapter().equals(page.name()))
        .findFirst();
  }
}
