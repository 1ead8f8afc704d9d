package workshop.backstage.docs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workshop.backstage.docs.check.Handbook;
import workshop.backstage.docs.check.PageCheck;
import workshop.backstage.docs.code.CutBlocks;
import workshop.backstage.docs.code.Cutter;
import workshop.backstage.docs.diagrams.Diagrams;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Page;
import workshop.backstage.docs.play.Plays;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code ./workshop docs}. */
public final class DocsCommand {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private DocsCommand() {}

  /** Runs what comes behind "docs". */
  public static void run(Workshop workshop, List<String> arguments) throws IOException {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    switch (command) {
      case "" -> {
        cut(workshop);
        check(workshop);
      }
      case "check" -> {
        if (!rest.isEmpty()) {
          throw new Problem("\"docs check\" has no options: it checks all pages.");
        }
        check(workshop);
      }
      case "play" -> play(workshop, rest);
      case "diagrams" -> diagrams(workshop, rest);
      default ->
          throw new Problem(
              "There is no command \"docs %s\".\nThere are: docs, docs check, docs play, docs diagrams"
                  .formatted(command));
    }
  }

  private static void cut(Workshop workshop) throws IOException {
    CutBlocks blocks = new CutBlocks(new Cutter(workshop.root()));
    for (Page page : new Handbook(workshop).pages()) {
      String anew = blocks.anew(page);
      Path file = workshop.root().resolve(page.name());
      if (!anew.equals(Workshop.read(file))) {
        Files.writeString(file, anew);
        OUT.println("written " + page.name());
      }
    }
  }

  private static void check(Workshop workshop) {
    PageCheck check = new PageCheck(new Handbook(workshop));
    List<Finding> findings = check.run();
    findings.forEach(OUT::println);
    if (!findings.isEmpty()) {
      throw new Problem(
          "Problems found: %d, see above, in %s.".formatted(findings.size(), check.summary()));
    }
    OUT.println("All is as it should be: " + check.summary() + ".");
  }

  private static void play(Workshop workshop, List<String> arguments) throws IOException {
    Handbook handbook = new Handbook(workshop);
    List<Page> pages = new ArrayList<>();
    Optional<String> scene = Optional.empty();
    boolean write = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--scene")) {
        i++;
        if (i == arguments.size()) {
          throw new Problem("Which scene? --scene \"3.2\", as its mark names it, or a line in it.");
        }
        scene = Optional.of(arguments.get(i));
      } else if (argument.equals("--write")) {
        write = true;
      } else if (argument.startsWith("-")) {
        throw new Problem(
            "\"docs play\" has no option %s.\nIt has --scene, --keep and --write."
                .formatted(argument));
      } else {
        pages.add(handbook.page(argument));
      }
    }
    new Plays(
            workshop,
            pages.isEmpty() ? handbook.pages() : pages,
            Path.of(System.getProperty("workshop.scratch")),
            System.getProperty("workshop.maven"),
            OUT)
        .run(scene, write);
  }

  private static void diagrams(Workshop workshop, List<String> arguments) throws IOException {
    Handbook handbook = new Handbook(workshop);
    List<Page> pages = new ArrayList<>();
    Optional<Path> pictures = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--pictures")) {
        i++;
        if (i == arguments.size()) {
          throw new Problem("Where to? --pictures FOLDER");
        }
        pictures = Optional.of(Path.of(arguments.get(i)));
      } else if (argument.startsWith("-")) {
        throw new Problem(
            "\"docs diagrams\" has no option %s.\nIt has --pictures.".formatted(argument));
      } else {
        pages.add(handbook.page(argument));
      }
    }
    new Diagrams(
            pages.isEmpty() ? handbook.pages() : pages,
            Path.of(System.getProperty("workshop.mermaid")),
            System.getProperty("workshop.chromium"),
            Path.of(System.getProperty("workshop.scratch")),
            OUT)
        .run(pictures);
  }
}
