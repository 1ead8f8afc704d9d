package workshop.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import workshop.tap.MoreOptions;
import workshop.tap.Program;
import workshop.tap.UsageException;

/** The option {@code --plot}, and the picture of the run that it asks for. */
public final class PlotOption implements MoreOptions {
  private static final String HELP =
      "  --plot FILE       draw sequence numbers and windows of the run, as SVG, at the end\n";

  private final RunPlot plot = new RunPlot();

  /** Null if the user wants no picture. */
  private Path file;

  @Override
  public String help() {
    return HELP;
  }

  @Override
  public boolean take(String option, Value value) throws UsageException {
    if (!option.equals("--plot")) {
      return false;
    }
    String name = value.next();
    try {
      file = Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("--plot needs a file name, not " + name);
    }
    return true;
  }

  /** Draws the events of this log, if a picture is asked for. */
  public void follow(ReliabilityLog log) {
    if (file != null) {
      log.plot(plot);
    }
  }

  /**
   * Writes the picture, if the user wants one.
   *
   * @throws IOException if that fails; the message is fit for a user
   */
  public void write() throws IOException {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, plot.draw());
    } catch (IOException e) {
      throw new IOException(
          "Cannot write the picture to %s.\nChoose another file with --plot.".formatted(file), e);
    }
    Program.log("The picture of this run is in %s", file);
  }
}
