package workshop.exercises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tree of the workshop: its phases, and the exercises in them. */
public final class Workshop {
  /** An exercise, the phase that it belongs to, and the file that has its answer. */
  public record Place(Phase phase, SolutionFile file, Exercise exercise) {}

  private final Path root;
  private final List<Phase> phases;

  /** The tree in this folder. */
  public Workshop(Path root) {
    this.root = root;
    List<Phase> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.toList()) {
        if (Files.isDirectory(folder)) {
          Phase.number(folder.getFileName().toString())
              .ifPresent(number -> found.add(new Phase(number, folder)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(Comparator.comparingInt(Phase::number));
    phases = List.copyOf(found);
  }

  public Path root() {
    return root;
  }

  /** In their order. */
  public List<Phase> phases() {
    return phases;
  }

  /**
   * The phase that a user means.
   *
   * @param text "phase3-ipv4", "phase3" or "3"
   */
  public Phase phase(String text) {
    String name = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    for (Phase phase : phases) {
      if (name.equals(phase.name())
          || name.equals("phase" + phase.number())
          || name.equals(Integer.toString(phase.number()))) {
        return phase;
      }
    }
    throw new Problem("There is no phase \"%s\".\nThere are: %s".formatted(text, phaseNames()));
  }

  /** For a message: the first and the last are enough. */
  public String phaseNames() {
    List<String> names = phases.stream().map(Phase::name).toList();
    return names.size() < 3
        ? String.join(", ", names)
        : names.get(0) + " to " + names.get(names.size() - 1);
  }

  /** All files of answers of a phase, also those without exercises: by their relative paths. */
  public Map<Path, SolutionFile> solutionFiles(Phase phase) {
    Map<Path, SolutionFile> files = new TreeMap<>();
    for (Path path : javaFiles(phase.solutions())) {
      String name = root.relativize(path).toString();
      files.put(phase.solutions().relativize(path), new SolutionFile(name, read(path)));
    }
    return files;
  }

  /** All exercises, in their order. */
  public List<Place> exercises() {
    List<Place> places = new ArrayList<>();
    for (Phase phase : phases) {
      for (SolutionFile file : solutionFiles(phase).values()) {
        for (Exercise exercise : file.exercises()) {
          places.add(new Place(phase, file, exercise));
        }
      }
    }
    places.sort(Comparator.comparing(place -> place.exercise().id()));
    return places;
  }

  /** The exercise of this number. */
  public Place exercise(ExerciseId id) {
    for (Place place : exercises()) {
      if (place.exercise().id().equals(id)) {
        return place;
      }
    }
    throw new Problem(
        "There is no exercise %s.\n./workshop progress lists them all.".formatted(id));
  }

  /** All Java files below a folder, in the order of their paths; none if there is no folder. */
  public static List<Path> javaFiles(Path folder) {
    return files(folder, ".java");
  }

  /** All files below a folder whose names end like this, in the order of their paths. */
  public static List<Path> files(Path folder, String end) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether this is a file inside this folder. In a tree from somebody else, a link may lead out of
   * it.
   */
  public static boolean isInside(Path folder, Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
