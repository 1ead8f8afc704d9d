package workshop.tcp;

import workshop.tap.MoreOptions;
import workshop.tap.UsageException;

/** The option {@code --port} of this phase and of all later phases. */
public final class PortOption implements MoreOptions {
  private static final int DEFAULT = 8080;

  private int port = DEFAULT;

  @Override
  public String help() {
    return "  --port PORT       TCP port to listen on         (" + DEFAULT + ")\n";
  }

  @Override
  public boolean take(String option, Value value) throws UsageException {
    if (!option.equals("--port")) {
      return false;
    }
    port = parse(value.next());
    return true;
  }

  private static int parse(String value) throws UsageException {
    if (value.matches("\\d{1,5}")) {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    throw new UsageException("--port is a number from 1 to 65535, not " + value);
  }

  /** From 1 to 65535. */
  public int port() {
    return port;
  }
}
