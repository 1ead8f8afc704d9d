package workshop.testkit;

import static workshop.testkit.Bytes.concat;
import static workshop.testkit.Bytes.require;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Builds an IPv4 packet (RFC 791). A test can set every field. The other fields get values that
 * fit. If a test sets a wrong length, the bytes keep their number.
 */
public final class Ipv4Builder {
  private byte[] source = Addresses.ip(Frames.KERNEL_IP);
  private byte[] destination = Addresses.ip(Frames.STACK_IP);
  private int version = 4;
  private int tos;
  private int identification = 1;
  private int flags;
  private int fragmentOffset;
  private int ttl = 64;
  private int protocol = 253; // for experiments (RFC 3692): nobody's
  private byte[] options = {};
  private byte[] payload = {};
  // null: worked out from the rest
  private Integer ihl;
  private Integer totalLength;
  private Integer checksum;
  private Consumer<EthernetBuilder> ethernet = frame -> {};

  Ipv4Builder() {}

  public Ipv4Builder from(String ip) {
    source = Addresses.ip(ip);
    return this;
  }

  public Ipv4Builder to(String ip) {
    destination = Addresses.ip(ip);
    return this;
  }

  /** From the stack to the kernel. */
  public Ipv4Builder fromStack() {
    return from(Frames.STACK_IP).to(Frames.KERNEL_IP);
  }

  public Ipv4Builder protocol(int number) {
    protocol = number;
    return this;
  }

  public Ipv4Builder ttl(int hops) {
    ttl = hops;
    return this;
  }

  /** Type of service: DSCP and ECN. */
  public Ipv4Builder tos(int bits) {
    tos = bits;
    return this;
  }

  public Ipv4Builder identification(int id) {
    identification = id;
    return this;
  }

  public Ipv4Builder dontFragment() {
    flags |= 2;
    return this;
  }

  public Ipv4Builder moreFragments() {
    flags |= 1;
    return this;
  }

  /** In bytes; a multiple of eight. */
  public Ipv4Builder fragmentOffset(int bytes) {
    require(bytes % 8 == 0, "a fragment begins at a multiple of 8 bytes, not at %d", bytes);
    fragmentOffset = bytes / 8;
    return this;
  }

  /** Options, at most 40 bytes; filled up with zeros to whole words. */
  public Ipv4Builder options(byte[] bytes) {
    require(bytes.length <= 40, "IPv4 has room for 40 bytes of options, not for %d", bytes.length);
    options = Bytes.padToWords(bytes);
    return this;
  }

  public Ipv4Builder payload(byte[] bytes) {
    payload = bytes.clone();
    return this;
  }

  public Ipv4Builder version(int number) {
    version = number;
    return this;
  }

  /** What the header says of its own length, in words. */
  public Ipv4Builder ihl(int words) {
    ihl = words;
    return this;
  }

  public Ipv4Builder totalLength(int bytes) {
    totalLength = bytes;
    return this;
  }

  public Ipv4Builder checksum(int wrong) {
    checksum = wrong;
    return this;
  }

  /** Changes the Ethernet header around it. */
  public Ipv4Builder ethernet(Consumer<EthernetBuilder> change) {
    ethernet = ethernet.andThen(change);
    return this;
  }

  public byte[] packet() {
    int headerLength = 20 + options.length;
    byte[] header =
        ByteBuffer.allocate(headerLength)
            .put((byte) (version << 4 | (ihl == null ? headerLength / 4 : ihl)))
            .put((byte) tos)
            .putShort((short) (totalLength == null ? headerLength + payload.length : totalLength))
            .putShort((short) identification)
            .putShort((short) (flags << 13 | fragmentOffset))
            .put((byte) ttl)
            .put((byte) protocol)
            .putShort((short) 0)
            .put(source)
            .put(destination)
            .put(options)
            .array();
    Bytes.put16(header, 10, checksum == null ? Checksum.of(header) : checksum);
    return concat(header, payload);
  }

  /**
   * With an Ethernet header: from the stack's MAC if the packet is from the stack, otherwise to it.
   */
  public byte[] frame() {
    boolean fromStack = Addresses.ip(source, 0).equals(Frames.STACK_IP);
    EthernetBuilder frame =
        new EthernetBuilder()
            .from(fromStack ? Frames.STACK_MAC : Frames.KERNEL_MAC)
            .to(fromStack ? Frames.KERNEL_MAC : Frames.STACK_MAC)
            .payload(packet());
    ethernet.accept(frame);
    return frame.frame();
  }

  /** {@link #frame} with zeros at the end, up to 60 bytes. */
  public byte[] paddedFrame() {
    return EthernetBuilder.pad(frame());
  }

  byte[] source() {
    return source;
  }

  byte[] destination() {
    return destination;
  }
}
