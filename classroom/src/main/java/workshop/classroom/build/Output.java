package workshop.classroom.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workshop.classroom.machine.Start;
import workshop.exercises.Phase;

/**
 * A phase and the answers that it is compiled with, and where the classes go.
 *
 * @param phase the phase
 * @param solution whether these are the reference answers
 */
public record Output(Phase phase, boolean solution) {
  private static final int FIRST_WITH_CONNECTIONS = 5;

  /**
   * A segment leaves about a kilobyte of garbage, and none of it lives long. So it is collected
   * often, while it is still in the processor's cache; see docs/decisions/13-speed.md.
   */
  private static final List<String> FOR_SPEED = List.of("-XX:+UseSerialGC", "-Xmn16m");

  /** The folder of a phase's classes and what belongs to them, from the top of the tree. */
  String folder(String module) {
    return module + (solution ? "/target/solutions" : "/target");
  }

  /** The folder of JNA, from the top of the tree. */
  String library(String firstPhase) {
    return folder(firstPhase) + "/lib";
  }

  /**
   * The command that runs its main.
   *
   * @param phases all of the workshop, in their order
   * @param prefix what to put before each path
   */
  public List<String> command(List<Phase> phases, String prefix) {
    String library = prefix + library(phases.get(0).name());
    StringBuilder classPath = new StringBuilder();
    for (Phase earlier : phases) {
      if (earlier.number() <= phase.number()) {
        classPath.append(prefix).append(folder(earlier.name())).append("/classes:");
      }
    }
    List<String> command = new ArrayList<>(List.of(Start.java()));
    command.add("--enable-native-access=ALL-UNNAMED");
    if (phase.number() >= FIRST_WITH_CONNECTIONS) {
      command.addAll(FOR_SPEED);
    }
    if (Start.root().resolve(library).resolve(NativeLibrary.NAME).toFile().exists()) {
      command.add("-Djna.boot.library.path=" + library);
    }
    command.addAll(List.of("-cp", classPath + library + "/jna.jar", main()));
    return command;
  }

  /** The class that is run: the only Main of the phase. */
  private String main() {
    Path packages = Start.root().resolve(phase.name()).resolve("src/main/java/workshop");
    try (Stream<Path> folders = Files.list(packages)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("Main.java")))
          .map(folder -> "workshop." + folder.getFileName() + ".Main")
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no Main.java in " + packages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks what is used beside the classes. */
  void complete(List<Phase> phases) {
    Path folder = Start.root().resolve(library(phases.get(0).name()));
    NativeLibrary.unpack(folder);
  }
}
