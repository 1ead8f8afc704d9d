package workshop.classroom.learner;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workshop.classroom.machine.Sudo;
import workshop.exercises.Problem;

/**
 * Keeps what a learner wrote. A command changes a learner's files through this class alone, and it
 * saves them first, in a folder of .workshop/saved for each time that a command changes something.
 *
 * <p>Nothing is lost, even if the command is killed in the middle. First a folder gets all files,
 * then it gets its name, and only then the first file is changed. A new file is written beside the
 * old one and then replaces it, so no file is ever half written.
 */
public final class Savings implements AutoCloseable {
  private static final String FOLDER = ".workshop";

  private final Path root;
  private final Path folder;
  private final FileChannel lock;

  private Savings(Path root, Path folder, FileChannel lock) {
    this.root = root;
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * The savings of a tree, for one command: another one waits until this one is closed. Open them
   * before you look at the files that you want to change.
   *
   * @param root the tree's
   */
  public static Savings open(Path root) {
    Path folder = root.resolve(FOLDER).resolve("saved");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              root.resolve(FOLDER).resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      channel.lock();
      return new Savings(root, folder, channel);
    } catch (IOException e) {
      throw nothingWasChanged(root, e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  /**
   * Saves the files that are about to change, and changes them.
   *
   * @param command how the user called it, for instance "catch-up phase3"
   * @return what was saved; empty if the files are that way already
   * @throws Problem if it cannot be done
   */
  public Optional<Saved> change(String command, List<Change> changes) {
    List<Change> needed = needed(changes);
    return needed.isEmpty()
        ? Optional.empty()
        : Optional.of(change(command, Optional.empty(), needed));
  }

  /**
   * Takes one command back. The files that this overwrites are saved, too. So an undo can be taken
   * back: then everything is as it was before it.
   *
   * @return what this undo has saved
   */
  Saved undo(Saved saved) {
    return change(
        "undo " + saved.number(), Optional.of(saved.number()), needed(saved.before(root)));
  }

  /** The command that an undo takes back without a number: the last one that still counts. */
  Optional<Saved> last() {
    List<Saved> all = all();
    return all.stream()
        .filter(saved -> saved.undoes().isEmpty() && !isUndone(saved, all))
        .reduce((first, second) -> second);
  }

  /** Whether there is an undo of it, one that came to its end and was not taken back itself. */
  static boolean isUndone(Saved saved, List<Saved> all) {
    return all.stream()
        .anyMatch(
            other ->
                other.undoes().equals(Optional.of(saved.number()))
                    && other.isComplete()
                    && !isUndone(other, all));
  }

  /** All that was ever saved, the oldest first. */
  List<Saved> all() {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .flatMap(path -> Saved.in(path).stream())
          .sorted(Comparator.comparingInt(Saved::number))
          .toList();
    } catch (IOException e) {
      throw nothingWasChanged(root, e);
    }
  }

  private List<Change> needed(List<Change> changes) {
    List<Change> needed = new ArrayList<>();
    try {
      for (Change change : changes) {
        if (change.isNeeded()) {
          needed.add(change);
        }
      }
    } catch (IOException e) {
      throw nothingWasChanged(root, e);
    }
    return needed;
  }

  private Saved change(String command, Optional<Integer> undoes, List<Change> changes) {
    Saved saved;
    try {
      for (Change change : changes) {
        checkThatItCanBeDone(change);
      }
      saved = save(command, undoes, changes);
    } catch (IOException e) {
      throw nothingWasChanged(root, e);
    }
    try {
      for (Change change : changes) {
        make(change);
      }
      saved.complete();
    } catch (IOException e) {
      throw new Problem(
          "Stopped in the middle: %s.\nNothing is lost: a copy of the old files is in %s, and ./workshop undo %d puts them back."
              .formatted(reason(root, e), root.relativize(saved.folder()), saved.number()));
    }
    return saved;
  }

  private void checkThatItCanBeDone(Change change) throws IOException {
    Path file = change.file();
    String name = root.relativize(file).toString();
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      throw new Problem(
          "%s is a link that leads nowhere. Nothing was changed.\nRemove it, and try again."
              .formatted(name));
    }
    if (Files.exists(file)) {
      if (!Files.isRegularFile(file)) {
        throw new Problem(
            "%s is not a file. Nothing was changed.\nMove it away, and try again.".formatted(name));
      }
      if (!Files.isWritable(file)) {
        throw new Problem(
            "%s is read-only. Nothing was changed.\nMake it writable (chmod u+w '%s'), and try again."
                .formatted(name, name));
      }
      file = file.toRealPath();
    }
    Path parent = file.getParent();
    while (!Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (!Files.isWritable(parent)) {
      throw new AccessDeniedException(parent.toString());
    }
  }

  private Saved save(String command, Optional<Integer> undoes, List<Change> changes)
      throws IOException {
    // Nobody else is here now. So a folder with this name comes from a command that was killed
    // before it changed anything.
    Path unfinished = folder.resolve("unfinished");
    delete(unfinished);
    try {
      int number = all().stream().mapToInt(Saved::number).max().orElse(0) + 1;
      return Saved.save(root, unfinished, number, command, undoes, changes);
    } catch (IOException e) {
      try {
        delete(unfinished);
      } catch (IOException ignored) {
        // The next command tries again.
      }
      throw e;
    }
  }

  private static void make(Change change) throws IOException {
    Path file = change.file();
    if (change.contents().isEmpty()) {
      Files.delete(file);
      return;
    }
    boolean exists = Files.exists(file);
    if (exists) {
      file = file.toRealPath(); // a link stays one
    }
    Files.createDirectories(file.getParent());
    Path beside = file.resolveSibling("." + file.getFileName() + ".workshop");
    try {
      if (exists) {
        // For its permissions.
        Files.copy(
            file, beside, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.write(beside, change.contents().get());
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> paths;
      try (Stream<Path> walk = Files.walk(folder)) {
        paths = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : paths) {
        Files.delete(path);
      }
    }
  }

  private static Problem nothingWasChanged(Path root, IOException e) {
    String advice =
        e instanceof AccessDeniedException
            ? "Does it belong to root, after a command with sudo? Then: "
                + Sudo.before("chown -R \"$USER\" .")
            : "Is there room on the disk? Then try again.";
    return new Problem("%s. Nothing was changed.\n%s".formatted(reason(root, e), advice));
  }

  private static String reason(Path root, IOException e) {
    if (!(e instanceof FileSystemException failed) || failed.getFile() == null) {
      return e.getMessage();
    }
    Path file = Path.of(failed.getFile());
    String name = (file.startsWith(root) ? root.relativize(file) : file).toString();
    if (e instanceof AccessDeniedException) {
      return "You may not read or write " + name;
    }
    return "%s: %s"
        .formatted(
            name, failed.getReason() == null ? e.getClass().getSimpleName() : failed.getReason());
  }
}
