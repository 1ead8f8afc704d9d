package workshop.echo;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import workshop.ethernet.Ipv4Address;
import workshop.tcp.Reset;
import workshop.tcp.SegmentHandler;
import workshop.tcp.SegmentSender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * TCP with connections: finds out for which of them a segment is, and has those that something has
 * happened to work at the end of each batch.
 *
 * <p>Segments and the time go in, segments and the next deadline come out: there is no thread, no
 * clock and no system call in here.
 */
public final class Tcp implements SegmentHandler {
  /** However much memory there is. */
  private static final int MOST_CONNECTIONS = 1024;

  /** How far a new connection stays away from the numbers of the one before it, in bytes. */
  private static final int CLEAR_OF_OLD_NUMBERS = 1 << 17;

  private final SegmentSender output;
  private final Ipv4Address address;
  private final int maximumSegmentSize;
  private final InitialSequenceNumbers initialSequenceNumbers;
  private final Parts parts;
  private final Timers timers;
  private final ConnectionObserver observer;
  private final ConnectionTable connections;

  /** By port. */
  private final Listener[] listeners = new Listener[1 << 16];

  private final Queue<Connection> scheduled = new ArrayDeque<>();
  private final SegmentArrives segmentArrives;

  /**
   * TCP without connections yet.
   *
   * @param output where segments go
   * @param address our own
   * @param maximumSegmentSize the largest text that fits into a segment on our link, in bytes
   */
  public Tcp(
      SegmentSender output,
      Ipv4Address address,
      int maximumSegmentSize,
      InitialSequenceNumbers initialSequenceNumbers,
      Parts parts,
      ConnectionObserver observer) {
    this.output = output;
    this.address = address;
    this.maximumSegmentSize = maximumSegmentSize;
    this.initialSequenceNumbers = initialSequenceNumbers;
    this.parts = parts;
    this.observer = observer;
    timers = parts.timers();
    connections = new ConnectionTable(mostConnections(parts), parts.listenQueue());
    segmentArrives = new SegmentArrives(observer);
  }

  /** How many there may be: as many as fit into half of the memory that Java may use. */
  static int mostConnections(Parts parts) {
    long fit = Runtime.getRuntime().maxMemory() / 2 / parts.bytesPerConnection();
    return (int) Math.min(MOST_CONNECTIONS, fit);
  }

  /**
   * Waits for connections to a port (RFC 9293 section 3.10.1, passive OPEN).
   *
   * @param port from 1 to 65535
   * @param applications makes one for each connection
   */
  public void listen(int port, Supplier<Application> applications) {
    listeners[port] = new Listener(this, applications);
  }

  /**
   * Opens a connection (RFC 9293 section 3.10.1, active OPEN).
   *
   * @param localPort from 1 to 65535
   * @param remotePort from 1 to 65535
   * @return null if there is no room for it, or it exists already
   * @throws IllegalArgumentException if the remote address is not one machine's (MUST-46)
   */
  public TcpStream connect(
      int localPort, Ipv4Address remote, int remotePort, Application application, long now) {
    if (!remote.isUnicast()) {
      throw new IllegalArgumentException(remote + " is not one machine's address");
    }
    ConnectionId id = new ConnectionId(address, localPort, remote, remotePort);
    Connection connection = new Connection(this, id, () -> application, false);
    if (connections.find(id) != null || !add(connection, now)) {
      return null;
    }
    connection.chooseIss(initialSequenceNumber(id, null, now));
    connection.enter(State.SYN_SENT, now);
    connection.sendSyn(now);
    return connection;
  }

  @Override
  public void receive(Ipv4Address source, TcpSegment segment, long now) {
    ConnectionId id =
        new ConnectionId(address, segment.destinationPort(), source, segment.sourcePort());
    Connection connection = connections.find(id);
    Listener listener = listeners[id.localPort()];
    if (connection != null && listener != null && opensAnew(connection, segment)) {
      SequenceNumber used = connection.sender().next();
      connection.finish(now);
      listener.process(id, segment, used, now);
    } else if (connection != null) {
      segmentArrives.process(connection, segment, now);
    } else if (listener != null) {
      listener.process(id, segment, null, now);
    } else {
      resetUnknown(source, segment, now);
    }
  }

  /**
   * Whether this SYN starts the next connection with the same addresses and ports, although the
   * last one still waits: its numbers must be beyond the old ones (RFC 9293 section 3.6.1, MAY-2).
   */
  private static boolean opensAnew(Connection connection, TcpSegment segment) {
    return connection.state() == State.TIME_WAIT
        && segment.has(TcpFlags.SYN)
        && !segment.has(TcpFlags.ACK)
        && !segment.has(TcpFlags.RST)
        && segment.seq().isAfter(connection.receiver().next());
  }

  /** RFC 9293 section 3.10.7.1: the state is CLOSED. */
  private void resetUnknown(Ipv4Address source, TcpSegment segment, long now) {
    TcpSegment reset = Reset.answerTo(segment);
    if (reset != null) {
      output.send(source, reset, now);
    }
  }

  /**
   * All segments that were waiting have been received: lets connections work and send.
   *
   * @return when there will be something to do next, on the clock of {@code now}
   */
  public long endOfBatch(long now) {
    timers.expire(now);
    while (!scheduled.isEmpty()) {
      scheduled.remove().workScheduled(now);
    }
    return timers.deadline();
  }

  /** Whether anybody waits for connections to this port. */
  public boolean isListening(int localPort) {
    return listeners[localPort] != null;
  }

  /**
   * Whether more connections wait for the end of their handshake than there are places left, with
   * those in TIME-WAIT.
   */
  public boolean isFlooded() {
    return connections.isFlooded();
  }

  /** Whom one more connection would push out; null if there is room without that, or none. */
  public Connection givesWay() {
    return connections.givesWay();
  }

  /**
   * A handshake that was answered without a connection goes on, in SYN-RECEIVED.
   *
   * @param id with a port of ours where somebody listens
   * @param syn the peer's
   * @param iss our number in the answer to it
   * @return false if there is no room for it
   */
  public boolean resume(ConnectionId id, TcpSegment syn, SequenceNumber iss, long now) {
    Supplier<Application> applications = listeners[id.localPort()].applications();
    Connection connection = new Connection(this, id, applications, true);
    if (!add(connection, now)) {
      return false;
    }
    connection.chooseIss(iss);
    connection.takeSyn(syn);
    connection.enter(State.SYN_RECEIVED, now);
    return true;
  }

  /** The connection with these addresses and ports; null if there is none. */
  public Connection find(ConnectionId id) {
    return connections.find(id);
  }

  /** How many connections there are, in whatever state. */
  public int size() {
    return connections.size();
  }

  // --- For connections and listeners.

  boolean add(Connection connection, long now) {
    return connections.add(connection, now);
  }

  void remove(Connection connection) {
    connections.remove(connection);
    timers.removed(connection);
  }

  void schedule(Connection connection) {
    scheduled.add(connection);
  }

  /**
   * Where a new connection starts counting.
   *
   * @param used what the connection before it with the same addresses and ports has used last, if
   *     that is known; else null
   */
  SequenceNumber initialSequenceNumber(ConnectionId id, SequenceNumber used, long now) {
    SequenceNumber iss = initialSequenceNumbers.next(id, now);
    boolean tooEarly = used != null && iss.isAtMost(used); // a fast connection outruns the clock
    return tooEarly ? used.plus(CLEAR_OF_OLD_NUMBERS) : iss;
  }

  void send(Ipv4Address destination, TcpSegment segment, long now) {
    output.send(destination, segment, now);
  }

  int maximumSegmentSize() {
    return maximumSegmentSize;
  }

  Parts parts() {
    return parts;
  }

  Timers timers() {
    return timers;
  }

  ConnectionObserver observer() {
    return observer;
  }
}
