package workshop.testkit;

import static workshop.testkit.Bytes.concat;

import java.util.Arrays;

/** Builds an Ethernet frame (without preamble and FCS, as a TAP device hands it over). */
public final class EthernetBuilder {
  /** Shortest frame on a real wire, without the FCS. */
  private static final int MINIMUM = 60;

  private byte[] destination = Addresses.mac(Frames.STACK_MAC);
  private byte[] source = Addresses.mac(Frames.KERNEL_MAC);
  private int type = 0x0800;
  private byte[] payload = {};
  private byte[] trailer = {};
  private boolean padded;

  EthernetBuilder() {}

  public EthernetBuilder to(String mac) {
    destination = Addresses.mac(mac);
    return this;
  }

  public EthernetBuilder from(String mac) {
    source = Addresses.mac(mac);
    return this;
  }

  /** The EtherType; without this call 0x0800, IPv4. */
  public EthernetBuilder type(int etherType) {
    type = etherType;
    return this;
  }

  public EthernetBuilder payload(byte[] bytes) {
    payload = bytes.clone();
    return this;
  }

  /** Bytes after the payload, which belong to nobody: a stack must not mistake them for payload. */
  public EthernetBuilder trailer(byte[] bytes) {
    trailer = bytes.clone();
    return this;
  }

  /** Zeros at the end up to 60 bytes, as a real network card adds them. */
  public EthernetBuilder padded() {
    padded = true;
    return this;
  }

  public byte[] frame() {
    byte[] typeBytes = {(byte) (type >> 8), (byte) type};
    byte[] frame = concat(destination, source, typeBytes, payload, trailer);
    return padded ? pad(frame) : frame;
  }

  static byte[] pad(byte[] frame) {
    return frame.length < MINIMUM ? Arrays.copyOf(frame, MINIMUM) : frame;
  }
}
