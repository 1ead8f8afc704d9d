package workshop.backstage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder for temporary files. It goes away when it is closed, and also when a signal ends the
 * program: then the thread that has made it is interrupted first, and all processes that the
 * program has started are ended.
 */
public final class Scratch implements AutoCloseable {
  private static final int SECONDS_TO_CLOSE = 3;

  private final Path folder;
  private final Thread owner = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread atEnd = new Thread(this::leaveNothing, "scratch");
  private boolean isKept;

  /** Makes one, in the folder for temporary files. */
  public Scratch() {
    try {
      folder = Files.createTempDirectory("workshop");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  public Path folder() {
    return folder;
  }

  /** Leaves it behind. */
  public void keep() {
    isKept = true;
  }

  private void leaveNothing() {
    owner.interrupt();
    try {
      closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    deleteUnlessKept();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
      deleteUnlessKept();
    } catch (IllegalStateException e) {
      closed.countDown(); // a signal is ending the program: the rest happens there
    }
  }

  private void deleteUnlessKept() {
    try {
      if (!isKept) {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder with all that is in it, if it is there. Links are not followed. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
