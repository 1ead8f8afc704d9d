package workshop.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import workshop.classroom.learner.Commands;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** The learner's commands of {@code ./workshop}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    try {
      Workshop workshop = new Workshop(Path.of(System.getProperty("workshop.root")));
      List<String> rest = List.of(arguments).subList(1, arguments.length);
      Commands.run(workshop, arguments[0], rest, System.out);
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
  }
}
