package workshop.classroom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import workshop.classroom.exercises.Problem;
import workshop.classroom.exercises.Workshop;
import workshop.classroom.instructor.Derive;
import workshop.classroom.walk.WalkCommands;

/** What {@code ./workshop} calls for all that has to do with exercises. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Problem e) {
      System.err.println("workshop: " + e.getMessage().replace("\n", "\n          "));
      System.exit(1);
    } catch (IOException e) {
      System.err.println("workshop: " + e);
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws IOException {
    Workshop workshop = new Workshop(Path.of(System.getProperty("workshop.root")));
    switch (arguments[0]) {
      case "derive" -> {
        for (Path file : new Derive(workshop).run()) {
          System.out.println("derived " + workshop.root().relativize(file));
        }
      }
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
      default -> throw new Problem("There is no command " + arguments[0]);
    }
  }

  private static List<String> rest(String[] arguments) {
    return List.of(arguments).subList(1, arguments.length);
  }

  private static WalkCommands walks(Workshop workshop) {
    return new WalkCommands(workshop, System.getProperty("workshop.libraries"), System.out);
  }
}
