package workshop.reliability;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.State;
import workshop.echo.Tcp;
import workshop.ipv4.IcmpMessage;
import workshop.ipv4.Ipv4Header;
import workshop.ipv4.Ipv4Packet;
import workshop.ipv4.PacketHandler;
import workshop.ipv4.Protocol;
import workshop.shared.Ipv4Address;
import workshop.shared.MalformedException;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpHeader;

/**
 * What routers and hosts say about our packets (RFC 792; RFC 1122 section 4.2.3.9). Anybody can
 * forge such a message, so each is checked (RFC 5927): it must quote a segment that is on its way,
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

  /** The least part of the quoted segment: ports and sequence number (RFC 792). */
  private static final int QUOTED_TEXT = 8;

  /** The usual MTUs of links, for routers that do not say theirs (RFC 1191 section 7). */
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
  public void receive(Ipv4Packet packet) throws IOException {
    IcmpMessage message;
    try {
      message = IcmpMessage.parse(packet.payload());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), packet.payload());
      return;
    }
    switch (message.type()) {
      case DESTINATION_UNREACHABLE, TIME_EXCEEDED, PARAMETER_PROBLEM -> error(message);
      default -> others.receive(packet); // also a source quench: to be ignored (RFC 6633)
    }
  }

  private void error(IcmpMessage message) {
    ByteBuffer quoted = message.rest().slice(QUOTED_PACKET, message.rest().limit() - QUOTED_PACKET);
    Connection connection = connection(quoted);
    if (connection == null) {
      observer.dropped(ReliabilityDrop.ERROR_FOR_NOBODY, message.rest());
      return;
    }
    boolean unreachable = message.type() == DESTINATION_UNREACHABLE;
    if (unreachable && message.code() == FRAGMENTATION_NEEDED) {
      int told = message.rest().getShort(NEXT_HOP_MTU) & 0xFFFF;
      int mtu = told > 0 ? told : plateauBelow(new Ipv4Header(quoted).totalLength());
      connection.sender().claimMtu(mtu);
      return;
    }
    boolean hard =
        unreachable
            && (message.code() == PROTOCOL_UNREACHABLE || message.code() == PORT_UNREACHABLE);
    if (hard && connection.state() == State.SYN_SENT) {
      connection.abort("the peer's machine does not take it (ICMP)");
    } else {
      // The error may pass (MUST-56), and even a hard error may be forged (RFC 5927 section 5.2).
      observer.softError(connection.id(), message);
    }
  }

  /** The connection whose segment is quoted; null if there is none, or it is not on its way. */
  private Connection connection(ByteBuffer packet) {
    if (packet.limit() < Ipv4Header.MINIMUM_SIZE) {
      return null;
    }
    Ipv4Header header = new Ipv4Header(packet);
    boolean ours =
        header.length() >= Ipv4Header.MINIMUM_SIZE
            && packet.limit() >= header.length() + QUOTED_TEXT
            && header.protocol() == Protocol.TCP
            && header.source().equals(address);
    if (!ours) {
      return null;
    }
    TcpHeader tcpHeader =
        new TcpHeader(packet.slice(header.length(), packet.limit() - header.length()));
    Connection connection =
        tcp.connections()
            .find(
                new ConnectionId(
                    address,
                    tcpHeader.sourcePort(),
                    header.destination(),
                    tcpHeader.destinationPort()));
    boolean known = connection != null && isOnItsWay(tcpHeader.sequenceNumber(), connection);
    return known ? connection : null;
  }

  /** RFC 5927 section 4: an attacker that cannot see our segments has to guess this. */
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
