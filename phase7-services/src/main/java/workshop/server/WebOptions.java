package workshop.server;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import workshop.tap.MoreOptions;
import workshop.tap.UsageException;

/** What the command line of phase 7 says of its web server. */
final class WebOptions implements MoreOptions {
  private static final String HELP = "  --www FOLDER      show its files under /files/\n";

  private Path folder;

  @Override
  public String help() {
    return HELP;
  }

  @Override
  public boolean take(String option, Value value) throws UsageException {
    if (!option.equals("--www")) {
      return false;
    }
    folder = folder(value.next());
    return true;
  }

  private static Path folder(String value) throws UsageException {
    try {
      Path path = Path.of(value);
      if (Files.isDirectory(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw new UsageException("--www is a folder that exists, not " + value);
  }

  /** The folder whose files are shown; null if there is none. */
  Path folder() {
    return folder;
  }
}
