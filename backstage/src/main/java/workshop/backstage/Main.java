package workshop.backstage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workshop.backstage.docs.DocsCommand;
import workshop.backstage.instructor.Check;
import workshop.backstage.instructor.Derive;
import workshop.backstage.instructor.Grade;
import workshop.backstage.instructor.Reading;
import workshop.backstage.instructor.SolutionsBranch;
import workshop.backstage.walk.WalkCommands;
import workshop.classroom.learner.Saved;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** The maintainer's commands of {@code ./workshop}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Problem e) {
      System.err.println("workshop: " + e.getMessage().replace("\n", "\n          "));
      System.exit(1);
    } catch (UncheckedIOException e) {
      System.err.println("workshop: " + e.getCause());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("workshop: " + e);
      System.exit(1);
    }
    // A program that a page has started may have left a reader behind.
    System.exit(0);
  }

  private static void run(String[] arguments) throws IOException {
    Workshop workshop = new Workshop(Path.of(System.getProperty("workshop.root")));
    switch (arguments[0]) {
      case "derive" -> {
        Optional<Saved> saved = new Derive(workshop).run();
        if (saved.isPresent()) {
          for (Path file : saved.get().changed(workshop.root())) {
            System.out.println("derived " + file);
          }
          System.out.println(saved.get().told(workshop.root()));
        }
      }
      case "check" -> check(workshop);
      case "reading" -> {
        if (!new Reading(workshop, System.out).run(rest(arguments))) {
          throw new Problem("An exercise needs too much reading: see above.");
        }
      }
      case "grade" -> new Grade(workshop, System.out, System.err).run(rest(arguments));
      case "solutions-branch" -> solutionsBranch(workshop, rest(arguments));
      case "walk" -> {
        if (!walks(workshop).walk(rest(arguments))) {
          throw new Problem("The workshop does not hold together: see above.");
        }
      }
      case "wrong-answers" -> {
        if (!walks(workshop).wrongAnswers(rest(arguments))) {
          throw new Problem(
              "A mistake is not caught, or not told in the words that help: see above.");
        }
      }
      case "docs" -> DocsCommand.run(workshop, rest(arguments));
      default -> throw new Problem("There is no command " + arguments[0]);
    }
  }

  private static void check(Workshop workshop) {
    Check check = new Check(workshop);
    List<String> problems = check.run();
    problems.forEach(problem -> System.out.println(problem.replace("\n", "\n    ")));
    if (!problems.isEmpty()) {
      throw new Problem("Problems found: %d, see above.".formatted(problems.size()));
    }
    System.out.println("All fit together: " + check.summary() + ".");
  }

  private static void solutionsBranch(Workshop workshop, List<String> options) throws IOException {
    if (!List.of("--force").containsAll(options)) {
      throw new Problem("\"solutions-branch\" has one option: --force");
    }
    new SolutionsBranch(workshop.root(), System.out).run(!options.isEmpty());
  }

  private static List<String> rest(String[] arguments) {
    return List.of(arguments).subList(1, arguments.length);
  }

  private static WalkCommands walks(Workshop workshop) {
    return new WalkCommands(workshop, System.getProperty("java.class.path"), System.out);
  }
}
