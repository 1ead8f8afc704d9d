package workshop.testkit;

import java.nio.ByteBuffer;

/**
 * Builds frames and packets as plain bytes, and reads them back. It has code of its own: nothing
 * here runs a learner's code.
 *
 * <p>The defaults are those of the workshop: the Linux kernel is at one end of the TAP device, and
 * the stack is at the other. A segment or a packet goes from the kernel to the stack.
 */
public final class Frames {
  public static final String KERNEL_IP = "192.168.100.1";
  public static final String STACK_IP = "192.168.100.2";
  public static final String KERNEL_MAC = "02:00:00:00:00:aa";
  public static final String STACK_MAC = "02:00:00:00:00:01";
  public static final String BROADCAST_MAC = "ff:ff:ff:ff:ff:ff";

  /** Where the stack's server listens. */
  public static final int PORT = 8080;

  /** Where the kernel's client connects from. */
  public static final int CLIENT_PORT = 40000;

  private Frames() {}

  public static EthernetBuilder ethernet() {
    return new EthernetBuilder();
  }

  /** The kernel asks everybody who has the stack's address. */
  public static ArpBuilder arpRequest() {
    return new ArpBuilder(1);
  }

  /** The stack tells the kernel its address. */
  public static ArpBuilder arpReply() {
    return new ArpBuilder(2).sender(STACK_MAC, STACK_IP).target(KERNEL_MAC, KERNEL_IP);
  }

  /** An IPv4 packet from the kernel to the stack, without payload. */
  public static Ipv4Builder ipv4() {
    return new Ipv4Builder();
  }

  /** The kernel pings the stack. */
  public static IcmpBuilder echoRequest() {
    return new IcmpBuilder(8);
  }

  /** The stack answers the kernel's ping. */
  public static IcmpBuilder echoReply() {
    return new IcmpBuilder(0).fromStack();
  }

  /** A segment from the kernel's client to the stack's server, without flags or payload. */
  public static TcpBuilder tcp() {
    return new TcpBuilder();
  }

  /**
   * Reads a frame.
   *
   * @throws IllegalArgumentException if its parts do not fit together; the message says why
   */
  public static EthernetFields read(byte[] frame) {
    return EthernetFields.read(frame);
  }

  /** Reads the frame between position and limit; the buffer stays as it is. */
  public static EthernetFields read(ByteBuffer frame) {
    return EthernetFields.read(Hex.bytes(frame));
  }

  /** Reads an IPv4 packet. */
  public static Ipv4Fields readPacket(byte[] packet) {
    return Ipv4Fields.read(packet);
  }

  /** Reads a TCP segment; the addresses are needed for its checksum. */
  public static TcpFields readSegment(byte[] segment, String source, String destination) {
    return TcpFields.read(segment, source, destination);
  }

  /** A frame in one line, as {@code tcpdump} would show it, even if it is malformed. */
  public static String summary(byte[] frame) {
    try {
      return read(frame).toString();
    } catch (IllegalArgumentException e) {
      return "malformed frame of " + frame.length + " bytes: " + e.getMessage();
    }
  }

  /** The Internet checksum (RFC 1071) of all parts, one after the other. */
  public static int checksum(byte[]... parts) {
    return Checksum.of(parts);
  }

  /** {@code 192.168.100.2} as four bytes. */
  public static byte[] ip(String text) {
    return Addresses.ip(text);
  }

  /** {@code 02:00:00:00:00:01} as six bytes. */
  public static byte[] mac(String text) {
    return Addresses.mac(text);
  }
}
