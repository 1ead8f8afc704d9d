package workshop.services;

import static workshop.fuzz.Plain.put16;
import static workshop.fuzz.Plain.u16;
import static workshop.fuzz.Plain.u8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import workshop.ethernet.Addresses;
import workshop.fuzz.Plain;

/** Makes frames for the stack: headers that are right, around bytes that need not be. */
final class Peer {
  private static final int ETHERNET = 14;
  private static final int IPV4 = 20;
  private static final int PORT = 8080;

  private final byte[] stackMac = new byte[6];
  private final byte[] mac = {2, 0, 0, 0, 0, (byte) 0xAA};
  private final byte[] stack = new byte[4];
  private final byte[] kernel = new byte[4];

  /** What the stack expects next of a connection, by what it has said last. */
  private int expected;

  /** What it has sent last, up to here. */
  private int sent;

  Peer(Addresses addresses) {
    addresses.mac().write(ByteBuffer.wrap(stackMac), 0);
    addresses.address().write(ByteBuffer.wrap(stack), 0);
    addresses.kernel().write(ByteBuffer.wrap(kernel), 0);
  }

  byte[] arpRequest() {
    ByteBuffer arp = ByteBuffer.allocate(28).put(new byte[] {0, 1, 8, 0, 6, 4, 0, 1});
    arp.put(mac).put(kernel).put(new byte[6]).put(stack);
    return ethernet(0x0806, arp.array());
  }

  byte[] ping(byte[] data) {
    byte[] message = ByteBuffer.allocate(8 + data.length).put(0, (byte) 8).put(8, data).array();
    return icmp(message);
  }

  byte[] ethernet(int type, byte[] payload) {
    return ByteBuffer.allocate(ETHERNET + payload.length)
        .put(stackMac)
        .put(mac)
        .putShort((short) type)
        .put(payload)
        .array();
  }

  /** A packet whose header may be anything, with the right checksum where that makes sense. */
  byte[] packet(byte[] packet) {
    int header = packet.length == 0 ? 0 : u8(packet, 0) % 16 * 4;
    if (header >= IPV4 && header <= packet.length) {
      Plain.fix(packet, 10, 0, 0, header);
    }
    return ethernet(0x0800, packet);
  }

  byte[] ipv4(int protocol, int identification, int flagsAndOffset, byte[] payload) {
    byte[] packet = new byte[IPV4 + payload.length];
    packet[0] = 0x45;
    put16(packet, 2, packet.length);
    put16(packet, 4, identification);
    put16(packet, 6, flagsAndOffset);
    packet[8] = 64;
    packet[9] = (byte) protocol;
    System.arraycopy(kernel, 0, packet, 12, 4);
    System.arraycopy(stack, 0, packet, 16, 4);
    System.arraycopy(payload, 0, packet, IPV4, payload.length);
    return packet(packet);
  }

  byte[] icmp(byte[] message) {
    if (message.length >= 4) {
      Plain.fix(message, 2, 0, 0, message.length);
    }
    return ipv4(1, 0, 0, message);
  }

  byte[] udp(byte[] datagram) {
    if (datagram.length >= 8) {
      put16(datagram, 2, u8(datagram, 3) % 2 == 0 ? 7 : u16(datagram, 2));
      put16(datagram, 4, datagram.length);
      Plain.fix(datagram, 6, pseudoHeader(17, datagram), 0, datagram.length);
    }
    return ipv4(17, 0, 0, datagram);
  }

  /** A segment whose header may be anything. */
  byte[] tcp(byte[] segment) {
    if (segment.length >= 18) {
      put16(segment, 2, PORT);
      Plain.fix(segment, 16, pseudoHeader(6, segment), 0, segment.length);
    }
    return ipv4(6, 0, 0, segment);
  }

  /**
   * A segment of a connection that goes on, more or less.
   *
   * @param shift how far its number is from the one that the stack expects
   */
  byte[] next(int port, int flags, int shift, int window, byte[] text) {
    ByteBuffer segment = ByteBuffer.allocate(IPV4 + text.length);
    segment.putShort((short) (40000 + port)).putShort((short) PORT);
    segment.putInt(expected + shift).putInt(sent).put((byte) 0x50).put((byte) flags);
    segment.putShort((short) window).putInt(0).put(text);
    return tcp(segment.array());
  }

  private long pseudoHeader(int protocol, byte[] bytes) {
    return Plain.pseudoHeader(kernel, stack, protocol, bytes.length);
  }

  /** The stack has sent a frame. */
  void seen(byte[] frame) {
    if (frame.length >= ETHERNET + 2 * IPV4 && u16(frame, 12) == 0x0800 && frame[23] == 6) {
      ByteBuffer tcp =
          ByteBuffer.wrap(frame, ETHERNET + IPV4, frame.length - ETHERNET - IPV4).slice();
      int flags = tcp.get(13);
      int length = tcp.limit() - (tcp.get(12) >> 4 & 0xF) * 4 + flags % 2 + flags / 2 % 2;
      sent = tcp.getInt(4) + length;
      expected = tcp.getInt(8);
    }
  }

  /** Whether this frame is the answer to {@link #ping}. */
  boolean isAnswer(byte[] frame, byte[] data) {
    return frame.length >= ETHERNET + IPV4 + 8 + data.length
        && u16(frame, 12) == 0x0800
        && frame[23] == 1
        && frame[ETHERNET + IPV4] == 0
        && Arrays.equals(
            data,
            Arrays.copyOfRange(frame, ETHERNET + IPV4 + 8, ETHERNET + IPV4 + 8 + data.length));
  }
}
