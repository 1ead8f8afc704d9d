package workshop.classroom.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at the sources again and again, and tells when some have changed and are complete. It needs
 * no help from the file system, so it works on every one.
 */
final class FileWatcher implements AutoCloseable {
  /** Is told, in the watcher's thread. */
  interface Listener {
    void saved(Set<Path> files);

    /** The tree is not where it was. */
    void gone();

    /** This program did not run for a while. */
    void paused();
  }

  private static final int MILLIS = 80;
  private static final int MILLIS_OF_REST = 40;

  /** An editor deletes a file, or empties it, and then writes it again. */
  private static final int MOST_RESTS = 10;

  private static final long PAUSE_NANOS = 2_000_000_000L;

  private final Path root;
  private final List<Path> folders;
  private final Listener listener;
  private final Thread thread = new Thread(this::run, "file watcher");
  private Snapshot seen;

  FileWatcher(Path root, List<Path> folders, Listener listener) {
    this.root = root;
    this.folders = folders;
    this.listener = listener;
    seen = Snapshot.of(folders);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        sleep(MILLIS);
        if (!Files.isDirectory(root)) {
          listener.gone();
          return;
        }
        look();
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  private void look() throws InterruptedException {
    Snapshot now = Snapshot.of(folders);
    if (now.equals(seen)) {
      return;
    }
    for (int rests = 0; rests < MOST_RESTS; rests++) {
      Snapshot before = now;
      sleep(MILLIS_OF_REST);
      now = Snapshot.of(folders);
      boolean isWhole = now.goneSince(seen).isEmpty() && !now.hasEmptyFile();
      if (isWhole && now.equals(before)) {
        break;
      }
    }
    Set<Path> changed = new TreeSet<>(now.changedSince(seen));
    seen = now;
    if (!changed.isEmpty()) {
      listener.saved(changed);
    }
  }

  private void sleep(int millis) throws InterruptedException {
    long before = System.nanoTime();
    Thread.sleep(millis);
    if (System.nanoTime() - before > PAUSE_NANOS) {
      listener.paused();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
