package workshop.testkit;

import static workshop.testkit.Bytes.concat;
import static workshop.testkit.Bytes.require;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Builds a TCP segment (RFC 9293, section 3.1). A test can set every field. The other fields get
 * values that fit.
 */
public final class TcpBuilder {
  private final Ipv4Builder ip = new Ipv4Builder().protocol(6);
  private int sourcePort = Frames.CLIENT_PORT;
  private int destinationPort = Frames.PORT;
  private long seq;
  private long ack;
  private int reserved;
  private int flags;
  private int window = 65535;
  private int urgentPointer;
  private byte[] options = {};
  private byte[] payload = {};
  // null: worked out from the rest
  private Integer dataOffset;
  private Integer checksum;

  TcpBuilder() {}

  public TcpBuilder from(String address, int port) {
    ip.from(address);
    sourcePort = port;
    return this;
  }

  public TcpBuilder to(String address, int port) {
    ip.to(address);
    destinationPort = port;
    return this;
  }

  /** From the stack's server port to the kernel's client port. */
  public TcpBuilder fromStack() {
    return from(Frames.STACK_IP, Frames.PORT).to(Frames.KERNEL_IP, Frames.CLIENT_PORT);
  }

  /** Modulo 2^32, so that -1 and 4294967295 are the same. */
  public TcpBuilder seq(long number) {
    seq = number;
    return this;
  }

  /** Modulo 2^32. This does not set the ACK flag. */
  public TcpBuilder ack(long number) {
    ack = number;
    return this;
  }

  /** Such as {@code SYN,ACK}; empty for none. */
  public TcpBuilder flags(String names) {
    flags = TcpFlags.parse(names);
    return this;
  }

  public TcpBuilder window(int bytes) {
    window = bytes;
    return this;
  }

  public TcpBuilder urgentPointer(int offset) {
    urgentPointer = offset;
    return this;
  }

  /** Adds the maximum segment size option. */
  public TcpBuilder mss(int bytes) {
    return options(new byte[] {2, 4, (byte) (bytes >> 8), (byte) bytes});
  }

  /** Adds these bytes as options, at most 40 in all; zeros fill them up to whole words. */
  public TcpBuilder options(byte[] bytes) {
    options = concat(options, bytes);
    require(options.length <= 40, "TCP has room for 40 bytes of options, not %d", options.length);
    return this;
  }

  public TcpBuilder payload(byte[] bytes) {
    payload = bytes.clone();
    return this;
  }

  public TcpBuilder payload(String text) {
    return payload(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the header says of its own length, in words. */
  public TcpBuilder dataOffset(int words) {
    dataOffset = words;
    return this;
  }

  /** The four bits between data offset and flags. */
  public TcpBuilder reserved(int bits) {
    reserved = bits;
    return this;
  }

  public TcpBuilder checksum(int wrong) {
    checksum = wrong;
    return this;
  }

  /** Changes the IPv4 header around it. */
  public TcpBuilder ip(Consumer<Ipv4Builder> change) {
    change.accept(ip);
    return this;
  }

  /** Changes the Ethernet header around it. */
  public TcpBuilder ethernet(Consumer<EthernetBuilder> change) {
    ip.ethernet(change);
    return this;
  }

  /** TCP only, with the checksum that its addresses ask for. */
  public byte[] segment() {
    byte[] words = Bytes.padToWords(options);
    int offset = dataOffset == null ? 5 + words.length / 4 : dataOffset;
    byte[] segment =
        ByteBuffer.allocate(20 + words.length + payload.length)
            .putShort((short) sourcePort)
            .putShort((short) destinationPort)
            .putInt((int) seq)
            .putInt((int) ack)
            .putShort((short) (offset << 12 | (reserved & 0xf) << 8 | flags))
            .putShort((short) window)
            .putShort((short) 0)
            .putShort((short) urgentPointer)
            .put(words)
            .put(payload)
            .array();
    byte[] pseudoHeader = Checksum.pseudoHeader(ip.source(), ip.destination(), 6, segment.length);
    Bytes.put16(segment, 16, checksum == null ? Checksum.of(pseudoHeader, segment) : checksum);
    return segment;
  }

  /** IPv4 and TCP. */
  public byte[] packet() {
    return ip.payload(segment()).packet();
  }

  /** Ethernet, IPv4 and TCP. */
  public byte[] frame() {
    return ip.payload(segment()).frame();
  }

  /** {@link #frame} with zeros at the end, up to 60 bytes. */
  public byte[] paddedFrame() {
    return ip.payload(segment()).paddedFrame();
  }
}
