package workshop.backstage.walk;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import workshop.classroom.testing.Worker;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code ./workshop walk} and {@code ./workshop wrong-answers}. */
public final class WalkCommands {
  private final Workshop workshop;
  private final List<Path> libraries;
  private final PrintStream out;

  /**
   * The commands for this tree.
   *
   * @param libraries the class path of the tests without the phases: JUnit, the test kit, ...
   */
  public WalkCommands(Workshop workshop, String libraries, PrintStream out) {
    this.workshop = workshop;
    this.libraries = Stream.of(libraries.split(File.pathSeparator)).map(Path::of).toList();
    this.out = out;
  }

  /**
   * Walks; prints what is wrong.
   *
   * @param arguments phases, all if none; "--where" also prints where misplaced tests belong
   * @return whether all is well
   */
  public boolean walk(List<String> arguments) {
    List<Phase> phases = new ArrayList<>();
    for (String argument : arguments) {
      if (!argument.equals("--where")) {
        phases.add(workshop.phase(argument));
      }
    }
    return with(
        (classes, workers) -> {
          Walk walk = new Walk(workshop, classes, workers);
          walk.run(phases.isEmpty() ? workshop.phases() : phases);
          walk.problems().forEach(out::println);
          walk.summary().forEach(out::println);
          if (arguments.contains("--where")) {
            for (Map.Entry<String, String> test : walk.misplaced().entrySet()) {
              out.println(test.getKey() + "\t" + test.getValue());
            }
          }
          return walk.problems().isEmpty();
        });
  }

  /**
   * Tries wrong answers; prints those that are not caught.
   *
   * @param arguments exercises or files, all if none
   * @return whether all are caught
   */
  public boolean wrongAnswers(List<String> arguments) {
    List<WrongAnswer> answers = new ArrayList<>();
    for (WrongAnswer answer : WrongAnswer.all(workshop)) {
      String file = answer.file().getFileName().toString();
      if (arguments.isEmpty()
          || arguments.contains(answer.exercise().toString())
          || arguments.contains(Integer.toString(answer.exercise().phase()))
          || arguments.stream().anyMatch(argument -> Path.of(argument).endsWith(file))) {
        answers.add(answer);
      }
    }
    if (answers.isEmpty()) {
      throw new Problem("There is no such wrong answer.\nThey are in backstage/wrong-answers.");
    }
    return with(
        (classes, workers) -> {
          Map<WrongAnswer, String> problems =
              new WrongAnswers(workshop, classes, workers).notCaught(answers);
          problems.forEach(
              (answer, problem) ->
                  out.printf("%s%n    %s%n", workshop.root().relativize(answer.file()), problem));
          out.printf(
              "%d of %d wrong answers are caught, in %d exercises.%n",
              answers.size() - problems.size(),
              answers.size(),
              answers.stream().map(WrongAnswer::exercise).distinct().count());
          return problems.isEmpty();
        });
  }

  private boolean with(BiFunction<Classes, Workers, Boolean> work) {
    Path folder = null;
    try (Workers workers = new Workers(libraries, Worker.SECONDS_FOR_A_TEST)) {
      folder = Files.createTempDirectory("workshop");
      return work.apply(new Classes(workshop, libraries, folder), workers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
