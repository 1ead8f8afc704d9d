package workshop.classroom.build;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import workshop.classroom.machine.Start;
import workshop.exercises.Workshop;

/**
 * Builds, for the script. The words are {@code demo phase5} (the reference answers, and each module
 * is named), or {@code program classroom FOLDER}, with {@code show} if somebody watches.
 */
public final class Build {
  private Build() {}

  public static void main(String[] words) {
    Start.main(() -> run(words));
  }

  private static int run(String[] words) throws IOException {
    Workshop workshop = new Workshop(Start.root());
    if (words[0].equals("demo")) {
      System.out.printf(
          "Building the reference answers, with Java %d, as %s.%n",
          Runtime.version().feature(), Start.user());
      System.out.println(
          "The first build downloads what Maven needs. That takes a minute or more.");
      new PhaseBuild(workshop, System.out, true).run(new Output(workshop.phase(words[1]), true));
    } else {
      boolean watched = words.length > 3;
      PrintStream out = watched ? System.err : new PrintStream(OutputStream.nullOutputStream());
      new ProgramBuild(workshop, out).run(words[1], Path.of(words[2]));
    }
    return 0;
  }
}
