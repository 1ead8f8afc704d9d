package workshop.backstage.docs.play;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.backstage.Executables;
import workshop.backstage.Scratch;
import workshop.backstage.docs.check.Handbook;
import workshop.exercises.Workshop;

/** {@code ./workshop docs play}. The script starts it in a network namespace of its own. */
@Command(name = "play", description = "Types what the pages show, and compares what comes.")
public final class DocsPlayCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final List<Path> libraries;
  private final PrintStream out;

  @Parameters(
      arity = "0..*",
      paramLabel = "PAGE",
      description = "For instance phase3, or docs/running.md. All if left out.")
  private List<String> names = List.of();

  @Option(
      names = "--scene",
      paramLabel = "SCENE",
      description = "Plays only this scene: as its mark names it, or a line in it.")
  private Optional<String> scene;

  @Option(
      names = "--half",
      paramLabel = "NUMBER",
      description =
          "Of the exercises, plays those with an odd number only (if NUMBER is odd), or an even one.")
  private Optional<Integer> half;

  @Option(
      names = "--keep",
      description = "Leaves the copy of the tree behind in which it is typed.")
  private boolean keep;

  @Option(names = "--write", description = "Writes what came into the page.")
  private boolean write;

  @Option(
      names = "--maven",
      description =
          "Lets Maven run all tests. Without it, most are run without Maven, in less time.")
  private boolean allByMaven;

  public DocsPlayCommand(Workshop workshop, List<Path> libraries, PrintStream out) {
    this.workshop = workshop;
    this.libraries = libraries;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Handbook handbook = new Handbook(workshop);
    try (Scratch scratch = new Scratch()) {
      // Programs that give up being root, such as tcpdump, must get through.
      Files.setPosixFilePermissions(scratch.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
      if (keep) {
        scratch.keep();
        out.println("The copy of the tree is " + scratch.folder().resolve(Plays.TREE));
      }
      String maven = Executables.maven(workshop.root()).toString();
      new Plays(
              workshop, handbook.pages(names), scratch.folder(), maven, libraries, allByMaven, out)
          .run(new Choice(scene, half), write);
    }
    return 0;
  }
}
