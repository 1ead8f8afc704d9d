package workshop.reliability;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.echo.Tcp;
import workshop.ethernet.Ipv4Address;
import workshop.ethernet.MalformedException;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.PacketHandler;
import workshop.ipv4.Protocol;
import workshop.tcp.SequenceNumber;

/**
 * What routers and hosts say about our packets (RFC 792; RFC 1122 section 4.2.3.9). Anybody can
 * send such a message, so each is doubted (RFC 5927): it must quote a segment that is on its way,
 * and it ends no connection that is established.
 *
 * <pre>
 *   | type | code | checksum | unused | next-hop MTU | IPv4 header | ports | sequence number |
 *                            |----------------- what "rest" holds -----------------------|
 * </pre>
 */
final class IcmpErrors implements PacketHandler {
  private static final int DESTINATION_UNREACHABLE = 3;
  private static final int TIME_EXCEEDED = 11;
  private static final int PARAMETER_PROBLEM = 12;

  // Codes of "destination unreachable".
  private static final int PROTOCOL_UNREACHABLE = 2;
  private static final int PORT_UNREACHABLE = 3;
  private static final int FRAGMENTATION_NEEDED = 4;

  private static final int NEXT_HOP_MTU = 2;
  private static final int QUOTED_PACKET = 4;

  /** What the MTUs of links usually are, for routers that do not tell (RFC 1191 section 7). */
  private static final int[] PLATEAUS = {
    65535, 32000, 17914, 8166, 4352, 2002, 1492, 1006, 508, 296, 68
  };

  private final Tcp tcp;
  private final Ipv4Address address;
  private final PacketHandler others;
  private final ReliabilityObserver observer;

  /**
   * Hears about errors.
   *
   * @param address our own
   * @param others takes all other messages of ICMP
   */
  IcmpErrors(Tcp tcp, Ipv4Address address, PacketHandler others, ReliabilityObserver observer) {
    this.tcp = tcp;
    this.address = address;
    this.others = others;
    this.observer = observer;
  }

  @Override
  public void receive(Ipv4Packet packet, long now) throws IOException {
    IcmpMessage message;
    try {
      message = IcmpMessage.parse(packet.payload());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), packet.payload());
      return;
    }
    switch (message.type()) {
      case DESTINATION_UNREACHABLE, TIME_EXCEEDED, PARAMETER_PROBLEM -> error(message, now);
      default -> others.receive(packet, now); // also a source quench: to be ignored (RFC 6633)
    }
  }

  private void error(IcmpMessage message, long now) {
    ByteBuffer quoted = message.rest().slice(QUOTED_PACKET, message.rest().limit() - QUOTED_PACKET);
    Connection connection = connection(quoted);
    if (connection == null) {
      observer.dropped(ReliabilityDrop.ERROR_FOR_NOBODY, message.rest());
      return;
    }
    boolean unreachable = message.type() == DESTINATION_UNREACHABLE;
    if (unreachable && message.code() == FRAGMENTATION_NEEDED) {
      int told = message.rest().getShort(NEXT_HOP_MTU) & 0xFFFF;
      int mtu = told > 0 ? told : plateauBelow(quoted.getShort(2) & 0xFFFF);
      ((ReliableSender) connection.sender()).pathMtu(mtu);
      return;
    }
    boolean hard =
        unreachable
            && (message.code() == PROTOCOL_UNREACHABLE || message.code() == PORT_UNREACHABLE);
    if (hard && connection.state() == State.SYN_SENT) {
      connection.abort("the peer's machine does not take it (ICMP)", now);
    } else {
      // It may pass (MUST-56); and also a hard error may be a lie (RFC 5927 section 5.2).
      observer.softError(connection.id(), message);
    }
  }

  /** The connection whose segment is quoted; null if there is none, or it is not on its way. */
  private Connection connection(ByteBuffer packet) {
    int header = packet.limit() > 0 ? (packet.get(0) & 0xF) * 4 : 0;
    if (header < 20 || packet.limit() < header + 8 || packet.get(9) != Protocol.TCP) {
      return null;
    }
    if (packet.getInt(12) != address.bits()) {
      return null; // not from us
    }
    Connection connection =
        tcp.find(
            new ConnectionId(
                address,
                packet.getShort(header) & 0xFFFF,
                new Ipv4Address(packet.getInt(16)),
                packet.getShort(header + 2) & 0xFFFF));
    SequenceNumber seq = new SequenceNumber(packet.getInt(header + 4));
    return connection != null && isOnItsWay(seq, connection) ? connection : null;
  }

  /** RFC 5927 section 4: whoever cannot see our segments has to guess this. */
  private static boolean isOnItsWay(SequenceNumber seq, Connection connection) {
    return seq.isAtLeast(connection.sender().unacknowledged())
        && seq.isBefore(connection.sender().next());
  }

  private static int plateauBelow(int length) {
    for (int plateau : PLATEAUS) {
      if (plateau < length) {
        return plateau;
      }
    }
    return PLATEAUS[PLATEAUS.length - 1];
  }
}
