package workshop.classroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the outer half of {@code ./workshop bench} hands to the inner half, in a file.
 *
 * @param seconds how long each measurement takes
 * @param rounds how often each is made
 * @param json a file for the figures; empty: none
 * @param modes what to measure
 * @param offload whether the kernel's own TCP has segmentation offload
 * @param names of the stacks to measure beside the kernel's own
 * @param commands what runs each of them
 */
record Plan(
    double seconds,
    int rounds,
    String json,
    List<Mode> modes,
    boolean offload,
    List<String> names,
    List<List<String>> commands) {

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(seconds).append('\0').append(rounds).append('\0').append(json).append('\0');
    text.append(String.join(",", modes.stream().map(Mode::name).toList())).append('\0');
    text.append(offload).append('\0');
    for (int i = 0; i < names.size(); i++) {
      text.append(names.get(i)).append('\0').append(commands.get(i).size()).append('\0');
      commands.get(i).forEach(word -> text.append(word).append('\0'));
    }
    Files.writeString(file, text);
  }

  static Plan read(Path file) throws IOException {
    String[] words = Files.readString(file).split("\0", -1);
    List<Mode> modes = new ArrayList<>();
    for (String mode : words[3].split(",")) {
      modes.add(Mode.valueOf(mode));
    }
    List<String> names = new ArrayList<>();
    List<List<String>> commands = new ArrayList<>();
    for (int i = 5; i < words.length - 1; ) {
      names.add(words[i]);
      int size = Integer.parseInt(words[i + 1]);
      commands.add(List.of(words).subList(i + 2, i + 2 + size));
      i += 2 + size;
    }
    return new Plan(
        Double.parseDouble(words[0]),
        Integer.parseInt(words[1]),
        words[2],
        modes,
        Boolean.parseBoolean(words[4]),
        names,
        commands);
  }
}
