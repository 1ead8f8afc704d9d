package workshop.echo;

import java.util.function.Supplier;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.Reset;
import workshop.tcp.SegmentHandler;
import workshop.tcp.SegmentSender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpSegment;

/**
 * TCP with connections. Finds the connection of each segment. At the end of each batch, gives a
 * turn to each connection that has something to do.
 *
 * <p>Segments and the time go in, segments and the next deadline come out. This class uses no
 * thread, no clock of the machine and no system call.
 */
public final class Tcp implements SegmentHandler {
  private final Ipv4Address address;
  private final InitialSequenceNumbers numbers;
  private final Surroundings surroundings;
  private final Agenda agenda = new Agenda();
  private final ConnectionTable connections;
  private final SegmentArrives segmentArrives;

  /** By port. */
  private final Listener[] listeners = new Listener[1 << 16];

  /**
   * TCP without connections yet.
   *
   * @param output sends segments
   * @param address our own
   * @param maximumSegmentSize the largest text that fits into a segment on our link, in bytes
   * @param clock the time
   * @param secret for the sequence numbers: 16 bytes or more that nobody can guess
   * @param parts what connections are made of
   */
  public Tcp(
      SegmentSender output,
      Ipv4Address address,
      int maximumSegmentSize,
      LoopClock clock,
      byte[] secret,
      Parts parts,
      ConnectionObserver observer) {
    this(
        output,
        address,
        maximumSegmentSize,
        clock,
        secret,
        parts,
        new SegmentChecks(observer),
        observer);
  }

  /** The same with other checks, for tests that must not need a later exercise. */
  Tcp(
      SegmentSender output,
      Ipv4Address address,
      int maximumSegmentSize,
      LoopClock clock,
      byte[] secret,
      Parts parts,
      SegmentChecks checks,
      ConnectionObserver observer) {
    this.address = address;
    numbers = new InitialSequenceNumbers(clock, secret);
    surroundings = new Surroundings(output, observer, agenda, clock);
    connections =
        new ConnectionTable(parts.mostConnections(), parts, maximumSegmentSize, surroundings);
    segmentArrives = new SegmentArrives(checks, observer);
  }

  /**
   * Waits for connections to a port (RFC 9293 section 3.10.1, passive OPEN).
   *
   * @param port from 1 to 65535
   * @param applications makes one for each connection
   */
  public void listen(int port, Supplier<Application> applications) {
    listeners[port] = new Listener(applications, connections, numbers, surroundings);
  }

  /** Accepts no more connections to this port. The connections that there are go on. */
  public void stopListening(int port) {
    listeners[port] = null;
  }

  /** Whether anybody waits for connections to this port. */
  public boolean isListening(int localPort) {
    return listeners[localPort] != null;
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
      int localPort, Ipv4Address remote, int remotePort, Application application) {
    if (!remote.isUnicast()) {
      throw new IllegalArgumentException(remote + " is not one machine's address");
    }
    ConnectionId id = new ConnectionId(address, localPort, remote, remotePort);
    if (connections.find(id) != null) {
      return null;
    }
    Connection connection = connections.open(id, false, () -> application);
    if (connection == null) {
      return null;
    }
    connection.sender().start(numbers.next(id));
    connection.enter(State.SYN_SENT);
    connection.sendSyn();
    return connection.stream();
  }

  /**
   * Makes a connection in SYN-RECEIVED for a SYN that was answered without one.
   *
   * @param id its local port must have a listener
   * @param syn the peer's SYN
   * @param iss our number in the answer to it
   * @return false if there is no room for it
   */
  public boolean resume(ConnectionId id, TcpSegment syn, SequenceNumber iss) {
    Connection connection = connections.open(id, true, listeners[id.localPort()].applications());
    if (connection == null) {
      return false;
    }
    connection.sender().start(iss);
    connection.takeSyn(syn);
    connection.enter(State.SYN_RECEIVED);
    return true;
  }

  @Override
  public void receive(Ipv4Address source, TcpSegment segment) {
    ConnectionId id =
        new ConnectionId(address, segment.destinationPort(), source, segment.sourcePort());
    Connection connection = connections.find(id);
    Listener listener = listeners[id.localPort()];
    if (connection != null && listener != null && opensAnew(connection, segment)) {
      SequenceNumber used = connection.sender().next();
      connection.finish();
      listener.process(id, segment, used);
    } else if (connection != null) {
      segmentArrives.process(connection, segment);
    } else if (listener != null) {
      listener.process(id, segment, null);
    } else {
      resetUnknown(source, segment);
    }
  }

  /**
   * Whether this SYN starts a new connection with the same addresses and ports while the old one is
   * still in TIME-WAIT. Its number must be after the old ones (RFC 9293 section 3.6.1, MAY-2).
   */
  private static boolean opensAnew(Connection connection, TcpSegment segment) {
    return connection.state() == State.TIME_WAIT
        && segment.has(TcpFlags.SYN)
        && !segment.has(TcpFlags.ACK)
        && !segment.has(TcpFlags.RST)
        && segment.seq().isAfter(connection.receiver().next());
  }

  /** RFC 9293 section 3.10.7.1: the state is CLOSED. */
  private void resetUnknown(Ipv4Address source, TcpSegment segment) {
    TcpSegment reset = Reset.answerTo(segment);
    if (reset != null) {
      surroundings.output().send(source, reset);
    }
  }

  /**
   * All segments of the batch have been received: gives connections their turn.
   *
   * @return the next deadline, on the loop's clock
   */
  public long endOfBatch() {
    agenda.expire(surroundings.clock().now());
    agenda.work();
    return agenda.deadline();
  }

  /** All connections. */
  public ConnectionTable connections() {
    return connections;
  }
}
