package workshop.testkit;

import static workshop.testkit.Bytes.concat;

import java.util.function.Consumer;

/**
 * Builds ARP messages (RFC 826). Begin with {@link Frames#arpRequest} or {@link Frames#arpReply}.
 */
public final class ArpBuilder {
  private final byte[] head = Hex.bytes("00 01 | 08 00 | 06 | 04 | 00 00");
  private String senderMac = Frames.KERNEL_MAC;
  private String senderIp = Frames.KERNEL_IP;
  private String targetMac = "00:00:00:00:00:00";
  private String targetIp = Frames.STACK_IP;
  private Consumer<EthernetBuilder> ethernet = frame -> {};

  ArpBuilder(int operation) {
    operation(operation);
  }

  public ArpBuilder sender(String mac, String ip) {
    senderMac = mac;
    senderIp = ip;
    return this;
  }

  public ArpBuilder target(String mac, String ip) {
    targetMac = mac;
    targetIp = ip;
    return this;
  }

  /** Asks for this address, in a request that is otherwise as usual. */
  public ArpBuilder whoHas(String ip) {
    targetIp = ip;
    return this;
  }

  /** 1 is Ethernet. */
  public ArpBuilder hardwareType(int type) {
    Bytes.put16(head, 0, type);
    return this;
  }

  /** 0x0800 is IPv4. */
  public ArpBuilder protocolType(int type) {
    Bytes.put16(head, 2, type);
    return this;
  }

  /** What the length field says; the addresses stay as long as they are. */
  public ArpBuilder hardwareLength(int length) {
    head[4] = (byte) length;
    return this;
  }

  /** What the length field says; the addresses stay as long as they are. */
  public ArpBuilder protocolLength(int length) {
    head[5] = (byte) length;
    return this;
  }

  /** 1 is a request, 2 a reply. */
  public ArpBuilder operation(int operation) {
    Bytes.put16(head, 6, operation);
    return this;
  }

  /** Changes the Ethernet header around it. */
  public ArpBuilder ethernet(Consumer<EthernetBuilder> change) {
    ethernet = ethernet.andThen(change);
    return this;
  }

  /** The 28 bytes of the message. */
  public byte[] message() {
    return concat(
        head,
        Addresses.mac(senderMac),
        Addresses.ip(senderIp),
        Addresses.mac(targetMac),
        Addresses.ip(targetIp));
  }

  /**
   * With an Ethernet header from the sender: a request goes to everybody, anything else to the
   * target.
   */
  public byte[] frame() {
    boolean request = Bytes.u16(head, 6) == 1;
    EthernetBuilder frame =
        new EthernetBuilder()
            .from(senderMac)
            .to(request ? Frames.BROADCAST_MAC : targetMac)
            .type(0x0806)
            .payload(message());
    ethernet.accept(frame);
    return frame.frame();
  }

  /** {@link #frame} with zeros at the end, up to 60 bytes. */
  public byte[] paddedFrame() {
    return EthernetBuilder.pad(frame());
  }
}
