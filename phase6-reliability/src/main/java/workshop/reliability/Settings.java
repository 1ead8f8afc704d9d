package workshop.reliability;

import java.util.Set;
import java.util.stream.Collectors;
import workshop.echo.StreamOptions;

/**
 * The settings that a user of TCP may choose.
 *
 * @param userTimeout after how long without any progress a connection is given up, in nanoseconds
 * @param keepAlive after how long a silent peer is asked whether it is still there, in nanoseconds;
 *     0: never
 * @param without the techniques that connections do not use
 * @param mostConnections how many there may be at the same time, if there is memory for them
 */
public record Settings(
    long userTimeout, long keepAlive, Set<Technique> without, int mostConnections) {
  /** As many as most machines let one client open. */
  private static final int MOST_CONNECTIONS = 16_384;

  /** Nothing is left out, and there is no keep-alive (MUST-25). */
  public static final Settings DEFAULTS =
      new Settings(StreamOptions.DEFAULT_USER_TIMEOUT, 0, Set.of());

  /** With the default number of connections. */
  public Settings(long userTimeout, long keepAlive, Set<Technique> without) {
    this(userTimeout, keepAlive, without, MOST_CONNECTIONS);
  }

  /** The same, but with fewer connections, or more. */
  public Settings withConnections(int most) {
    return new Settings(userTimeout, keepAlive, without, most);
  }

  /** Whether connections use this. */
  public boolean uses(Technique technique) {
    return !without.contains(technique);
  }

  /** The techniques that connections do not use, in words. */
  public String withoutWords() {
    return without.stream().sorted().map(Technique::word).collect(Collectors.joining(", "));
  }
}
