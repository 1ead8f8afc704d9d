package workshop.echo;

/** What connections are made of. Phase 6 has other parts, for a wire that loses segments. */
public interface Parts {
  /** The parts of this phase: right on a wire that loses nothing. */
  Parts IN_ORDER = new Parts() {};

  /**
   * The halves of a new connection.
   *
   * @param maximumSegmentSize the largest text that our link carries in a segment, in bytes
   * @param options the application's choices; they may change at any time
   */
  default Halves halves(ConnectionId id, int maximumSegmentSize, StreamOptions options) {
    return new Halves(
        new InOrderReceiver(maximumSegmentSize),
        new InOrderSender(maximumSegmentSize, options),
        ConnectionTimer.NONE);
  }

  /**
   * How many connections there may be: 1024, or fewer if their full queues would take up more than
   * half of the memory that Java may use.
   */
  default int mostConnections() {
    int bytes = 4 << 16; // two queues, each twice as large as the largest window
    return (int) Math.min(1024, Runtime.getRuntime().maxMemory() / 2 / bytes);
  }

  /** Decides which connection has to go when the table is full. */
  default ListenQueue listenQueue() {
    return new OldestHalfOpen();
  }
}
