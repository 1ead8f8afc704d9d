package workshop.classroom.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import workshop.exercises.Problem;

/**
 * The start and the end of a program that the script compiles by itself, before Maven has built
 * anything: such a program uses the JDK, and no library.
 */
public final class Start {
  private Start() {}

  /** The work of a program. */
  public interface Work {
    /** Returns the exit code. */
    int run() throws IOException;
  }

  /** Does the work, and ends this JVM. If it cannot be done, the user reads why in few words. */
  public static void main(Work work) {
    Locale.setDefault(Locale.ROOT); // some languages have digits of their own
    int status;
    try {
      status = work.run();
    } catch (Usage e) {
      tell(e.getMessage());
      status = 2;
    } catch (Problem e) {
      tell(e.getMessage());
      status = 1;
    } catch (UncheckedIOException e) {
      tell(e.getCause().toString());
      status = 1;
    } catch (IOException e) {
      tell(e.toString());
      status = 1;
    }
    System.exit(status);
  }

  private static void tell(String message) {
    System.err.println("workshop: " + message.replace("\n", "\n          "));
  }

  /** The top of the tree. */
  public static Path root() {
    return Path.of(System.getProperty("workshop.root"));
  }

  /** The command that starts the JVM we are in. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Whose tree this is: not root's, under sudo. */
  public static String user() {
    return System.getProperty("workshop.user", System.getProperty("user.name"));
  }

  /** The home of that user. */
  public static Path home() {
    return Path.of(System.getProperty("workshop.home", System.getProperty("user.home")));
  }
}
