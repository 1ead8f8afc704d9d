package workshop.echo;

/** The states of a connection (RFC 9293 section 3.3.2). */
public enum State {
  /** No connection. */
  CLOSED,
  /** Waiting for anybody to connect: the state of a listener, before there is a connection. */
  LISTEN,
  /** Our SYN is sent. */
  SYN_SENT,
  /** A SYN has come, and our SYN is sent, but not acknowledged. */
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
  /** The peer has closed first, then we; our FIN is not acknowledged. */
  LAST_ACK,
  /** Both have closed; we wait, because the peer may not have received our last ACK. */
  TIME_WAIT;

  /** Whether both sides know each other's initial sequence number. */
  public boolean isSynchronized() {
    return compareTo(ESTABLISHED) >= 0;
  }

  /** As the RFC writes it, for instance SYN-RECEIVED. */
  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
