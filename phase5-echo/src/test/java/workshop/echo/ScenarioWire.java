package workshop.echo;

import org.junit.jupiter.api.function.Executable;

/** A wire with the echo server at its far end, and a clock. Scenarios know nothing else. */
interface ScenarioWire {

  /** There is nothing to wait for but the server. */
  long FOREVER = Long.MAX_VALUE;

  /** A new client, which begins to connect. */
  ScenarioClient connect() throws Exception;

  /** How many connections the server has, in whatever state. */
  int connections() throws Exception;

  /** The time, in nanoseconds: virtual in memory, real on a real wire. */
  long now();

  /**
   * Waits until something may have changed, or the time has come; may well return too early.
   *
   * @param deadline on the clock of {@link #now}, or {@link #FOREVER}
   * @throws AssertionError if it is clear that nothing will ever change
   */
  void await(long deadline) throws Exception;

  /** Runs checks; the failure of one shows the segments that have passed. */
  void showOnFailure(Executable checks) throws Throwable;

  /** What must hold on this wire after each scenario. */
  void check() throws Exception;

  /** Ends the server. */
  void close() throws Exception;
}
