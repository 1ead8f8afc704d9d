package workshop.echo;

/** The states of a connection (RFC 9293 section 3.3.2). */
public enum State {
  /** No connection. */
  CLOSED,
  /** Waiting for anybody to connect: the state of a listener, before there is a connection. */
  LISTEN,
  /** Our SYN is sent. */
  SYN_SENT,
  /** A SYN has come, and ours is sent, but not acknowledged. */
  SYN_RECEIVED,
  /** Data flows both ways. */
  ESTABLISHED,
  /** We have closed, and our FIN is not acknowledged. */
  FIN_WAIT_1,
  /** We have closed, and our FIN is acknowledged; the peer may still send. */
  FIN_WAIT_2,
  /** The peer has closed; we may still send. */
  CLOSE_WAIT,
  /** Both have closed at the same time, and our FIN is not acknowledged. */
  CLOSING,
  /** The peer has closed, then we; our FIN is not acknowledged. */
  LAST_ACK,
  /** All is done; waiting in case that the peer has not heard our last acknowledgment. */
  TIME_WAIT;

  /** Whether both sides have agreed on where to start counting. */
  public boolean isSynchronized() {
    return compareTo(ESTABLISHED) >= 0;
  }

  /** As the RFC writes it, for instance SYN-RECEIVED. */
  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
