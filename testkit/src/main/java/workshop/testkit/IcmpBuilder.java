package workshop.testkit;

import static workshop.testkit.Bytes.concat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Builds an ICMP message (RFC 792). Begin with {@link Frames#echoRequest} or {@link
 * Frames#echoReply}.
 */
public final class IcmpBuilder {
  private final Ipv4Builder ip = new Ipv4Builder().protocol(1);
  private int type;
  private int code;
  private int identifier = 1;
  private int sequence = 1;
  private byte[] payload = {};
  private Integer checksum; // null: worked out

  IcmpBuilder(int type) {
    this.type = type;
  }

  public IcmpBuilder from(String address) {
    ip.from(address);
    return this;
  }

  public IcmpBuilder to(String address) {
    ip.to(address);
    return this;
  }

  /** From the stack to the kernel. */
  public IcmpBuilder fromStack() {
    ip.fromStack();
    return this;
  }

  public IcmpBuilder type(int number) {
    type = number;
    return this;
  }

  public IcmpBuilder code(int number) {
    code = number;
    return this;
  }

  public IcmpBuilder identifier(int id) {
    identifier = id;
    return this;
  }

  public IcmpBuilder sequence(int number) {
    sequence = number;
    return this;
  }

  public IcmpBuilder payload(byte[] bytes) {
    payload = bytes.clone();
    return this;
  }

  public IcmpBuilder payload(String text) {
    return payload(text.getBytes(StandardCharsets.UTF_8));
  }

  public IcmpBuilder checksum(int wrong) {
    checksum = wrong;
    return this;
  }

  /** Changes the IPv4 header around it. */
  public IcmpBuilder ip(Consumer<Ipv4Builder> change) {
    change.accept(ip);
    return this;
  }

  /** Changes the Ethernet header around it. */
  public IcmpBuilder ethernet(Consumer<EthernetBuilder> change) {
    ip.ethernet(change);
    return this;
  }

  /** ICMP only. */
  public byte[] message() {
    byte[] header =
        ByteBuffer.allocate(8)
            .put((byte) type)
            .put((byte) code)
            .putShort((short) 0)
            .putShort((short) identifier)
            .putShort((short) sequence)
            .array();
    Bytes.put16(header, 2, checksum == null ? Checksum.of(header, payload) : checksum);
    return concat(header, payload);
  }

  /** IPv4 and ICMP. */
  public byte[] packet() {
    return ip.payload(message()).packet();
  }

  /** Ethernet, IPv4 and ICMP. */
  public byte[] frame() {
    return ip.payload(message()).frame();
  }

  /** {@link #frame} with zeros at the end, up to 60 bytes. */
  public byte[] paddedFrame() {
    return ip.payload(message()).paddedFrame();
  }
}
