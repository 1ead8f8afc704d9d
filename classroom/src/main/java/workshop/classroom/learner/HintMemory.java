package workshop.classroom.learner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import workshop.exercises.ExerciseId;

/**
 * How many hints of each exercise were shown: a line for each in .workshop/hints, with the count
 * and the exercise's name. A newer version of the workshop may change the number.
 */
final class HintMemory {
  private final Path file;
  private final Map<String, Integer> shown = new TreeMap<>();

  private HintMemory(Path file) {
    this.file = file;
  }

  /**
   * Reads it. In the first version a line had the exercise's number, and then the count.
   *
   * @param root the tree's
   * @param names of the exercises with these numbers, in the version that wrote the file
   */
  static HintMemory read(Path root, Function<ExerciseId, Optional<String>> names) {
    HintMemory memory = new HintMemory(root.resolve(".workshop/hints"));
    try {
      if (Files.exists(memory.file)) {
        for (String line : Files.readAllLines(memory.file)) {
          String[] words = line.split(" ", 2);
          Optional<ExerciseId> number = ExerciseId.find(words[0]);
          if (number.isEmpty()) {
            memory.shown.put(words[1], Integer.valueOf(words[0]));
          } else {
            int count = Integer.parseInt(words[1]);
            names.apply(number.get()).ifPresent(name -> memory.shown.put(name, count));
          }
        }
      }
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // It is only where somebody was in the hints: they begin again.
      memory.shown.clear();
    }
    return memory;
  }

  /**
   * What an exercise is called here.
   *
   * @param topic its phase's name without the number
   */
  static String name(String topic, String title) {
    return topic + ": " + title;
  }

  Path file() {
    return file;
  }

  int shown(String name) {
    return shown.getOrDefault(name, 0);
  }

  void show(String name, int count) throws IOException {
    shown.put(name, count);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text());
  }

  /** The contents of the file. */
  String text() {
    List<String> lines = new ArrayList<>();
    shown.forEach((name, count) -> lines.add(count + " " + name + "\n"));
    return String.join("", lines);
  }
}
