package workshop.server;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import workshop.tap.FrameReceiver;
import workshop.tap.MoreOptions;
import workshop.tap.UsageException;

/** The options of phase 7's services. */
public final class ServiceOptions implements MoreOptions {
  private static final String HELP =
      """
        --www FOLDER      show its files under http://.../files/
        --idle-timeout T  end an echo that is idle for T, like 60s, or never
                                                        (300s)
      """;

  private static final long SECOND = 1_000_000_000;

  private Path folder;
  private long idleTimeout = 300 * SECOND;

  @Override
  public String help() {
    return HELP;
  }

  @Override
  public boolean take(String option, Value value) throws UsageException {
    switch (option) {
      case "--www" -> folder = folder(value.next());
      case "--idle-timeout" -> idleTimeout = time(value.next());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long time(String value) throws UsageException {
    if (value.equals("never")) {
      return FrameReceiver.NEVER;
    }
    if (value.matches("[1-9][0-9]{0,8}s")) {
      return Long.parseLong(value.substring(0, value.length() - 1)) * SECOND;
    }
    throw new UsageException("--idle-timeout is like 60s, or never, not " + value);
  }

  /** How long an echo may be idle before it is ended, in nanoseconds; or NEVER. */
  public long idleTimeout() {
    return idleTimeout;
  }

  private static Path folder(String value) throws UsageException {
    try {
      Path path = Path.of(value);
      if (Files.isDirectory(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // The exception is below.
    }
    throw new UsageException("--www is a folder that exists, not " + value);
  }

  /** The folder whose files are shown; null if there is none. */
  public Path folder() {
    return folder;
  }
}
