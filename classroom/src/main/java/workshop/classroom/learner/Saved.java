package workshop.classroom.learner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one command has saved: a folder like 003-reset-2026-11-22-18.49.18. In it are
 *
 * <ul>
 *   <li>files/, as they were before the command, in folders like the tree's;
 *   <li>what.txt, a line for the command and one for each file: what was not there before ("new"),
 *       and the SHA-256 of what the command wrote ("wrote");
 *   <li>complete, an empty file, from the moment on when the command had changed everything.
 * </ul>
 *
 * @param number counts the commands, from 1 on: clocks may be turned back
 * @param command as the user called it, for instance "reset 3.2"
 * @param undoes the number of the command that this one takes back, if it is an undo
 * @param folder where it is
 */
public record Saved(int number, String command, Optional<Integer> undoes, Path folder) {
  private static final Pattern NAME = Pattern.compile("([0-9]{3,8})-([a-z-]+)-[0-9.-]+");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HH.mm.ss");
  private static final String NEW = "new ";
  private static final String WROTE = "wrote ";
  private static final String UNDO = "undo ";

  /**
   * Copies what is about to change.
   *
   * @param root the tree's
   * @param unfinished a folder that does not exist; it gets its name when everything is in it
   */
  static Saved save(
      Path root,
      Path unfinished,
      int number,
      String command,
      Optional<Integer> undoes,
      List<Change> changes)
      throws IOException {
    List<String> what = new ArrayList<>();
    what.add(command);
    Files.createDirectories(unfinished);
    for (Change change : changes) {
      Path name = root.relativize(change.file());
      if (Files.exists(change.file())) {
        Path copy = unfinished.resolve("files").resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(change.file(), copy, StandardCopyOption.COPY_ATTRIBUTES);
      } else {
        what.add(NEW + name);
      }
      change.contents().ifPresent(bytes -> what.add(WROTE + sum(bytes) + " " + name));
    }
    Files.write(unfinished.resolve("what.txt"), what);
    String verb = command.split(" ")[0];
    Path folder =
        unfinished.resolveSibling(
            "%03d-%s-%s".formatted(number, verb, TIME.format(LocalDateTime.now())));
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    return new Saved(number, command, undoes, folder);
  }

  /** What is in this folder; empty if that is something else. */
  static Optional<Saved> in(Path folder) {
    Matcher matcher = NAME.matcher(folder.getFileName().toString());
    if (!matcher.matches() || !Files.isReadable(folder.resolve("what.txt"))) {
      return Optional.empty();
    }
    String command = what(folder).get(0);
    Optional<Integer> undoes =
        command.startsWith(UNDO)
            ? Optional.of(Integer.valueOf(command.substring(UNDO.length())))
            : Optional.empty();
    return Optional.of(new Saved(Integer.parseInt(matcher.group(1)), command, undoes, folder));
  }

  /**
   * Where it is, and how to have it again: for the user.
   *
   * @param root the tree's
   */
  public String told(Path root) {
    return "A copy of the old files is in %s\nTo take this back: ./workshop undo %s"
        .formatted(root.relativize(folder), undoes.isPresent() ? number : "")
        .stripTrailing();
  }

  void complete() throws IOException {
    Files.createFile(folder.resolve("complete"));
  }

  /** False if the command was ended before it had changed everything. */
  boolean isComplete() {
    return Files.exists(folder.resolve("complete"));
  }

  /** The changes that bring back what was there before the command. */
  List<Change> before(Path root) {
    List<Change> changes = new ArrayList<>();
    Path files = folder.resolve("files");
    if (Files.isDirectory(files)) {
      try (Stream<Path> walk = Files.walk(files)) {
        for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
          changes.add(
              new Change(
                  root.resolve(files.relativize(file)), Optional.of(Files.readAllBytes(file))));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (String line : what(folder)) {
      if (line.startsWith(NEW)) {
        changes.add(Change.away(root.resolve(line.substring(NEW.length()))));
      }
    }
    return changes;
  }

  /**
   * The files that the command has changed.
   *
   * @param root the tree's
   * @return their paths from there
   */
  public List<Path> changed(Path root) {
    return before(root).stream().map(change -> root.relativize(change.file())).toList();
  }

  /** The files that somebody has edited since the command wrote them. */
  List<Path> editedSince(Path root) {
    List<Path> edited = new ArrayList<>();
    try {
      for (Change change : before(root)) {
        if (change.isNeeded() && Files.isRegularFile(change.file())) {
          String sum = sum(Files.readAllBytes(change.file()));
          String line = WROTE + sum + " " + root.relativize(change.file());
          if (!what(folder).contains(line)) {
            edited.add(root.relativize(change.file()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return edited;
  }

  private static List<String> what(Path folder) {
    try {
      return Files.readAllLines(folder.resolve("what.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
