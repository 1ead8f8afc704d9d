package workshop.echo;

/** What connections are made of. A later phase brings parts for a wire that loses things. */
public interface Parts {
  /** The parts of this phase: right on a wire that loses nothing. */
  Parts IN_ORDER = new Parts() {};

  /**
   * The halves of a new connection.
   *
   * @param maximumSegmentSize the largest text that our link carries in a segment, in bytes
   * @param options what the application chooses; it may change at any time
   */
  default Halves halves(ConnectionId id, int maximumSegmentSize, StreamOptions options) {
    return new Halves(
        new InOrderReceiver(maximumSegmentSize),
        new InOrderSender(maximumSegmentSize, options),
        ConnectionTimer.NONE);
  }

  /**
   * How many connections there may be: 1024, or as many as have room for full queues in half of the
   * memory that Java may use.
   */
  default int mostConnections() {
    int bytes = 4 << 16; // two queues, each of twice what the window can tell
    return (int) Math.min(1024, Runtime.getRuntime().maxMemory() / 2 / bytes);
  }

  /** Who has to go where there are too many connections. */
  default ListenQueue listenQueue() {
    return new OldestHalfOpen();
  }
}
