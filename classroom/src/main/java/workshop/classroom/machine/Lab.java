package workshop.classroom.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A lab that is open: its first process stays as long as the lab does.
 *
 * @param process the number of that process
 * @param owner the number of the user that it belongs to
 * @param started when, in the kernel's ticks
 */
record Lab(long process, String owner, long started) {

  /**
   * The lab that was opened last.
   *
   * @param user the number of the user whose labs count; for root, all do
   */
  static Optional<Lab> newest(String user) {
    List<Lab> labs = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        read(process, user).ifPresent(labs::add);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return labs.stream().max(Comparator.comparingLong(Lab::started));
  }

  private static Optional<Lab> read(Path process, String user) {
    try {
      // bash …/workshop lab-inside USER-ID …
      String[] words = text(process.resolve("cmdline")).split("\0");
      if (words.length < 4 || !words[1].endsWith("/workshop") || !words[2].equals("lab-inside")) {
        return Optional.empty();
      }
      String owner = Files.getAttribute(process, "unix:uid").toString();
      if (!owner.equals(user) && !words[3].equals(user) && !Privileges.isRoot()) {
        return Optional.empty();
      }
      // The 20th word after the name in brackets is when it was started.
      String[] numbers = text(process.resolve("stat")).replaceFirst("(?s).*\\) ", "").split(" ");
      long id = Long.parseLong(process.getFileName().toString());
      return Optional.of(new Lab(id, owner, Long.parseLong(numbers[19])));
    } catch (IOException e) {
      return Optional.empty(); // it has just ended
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
