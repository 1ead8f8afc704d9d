package workshop.testkit;

import static workshop.testkit.Bytes.require;

import java.util.Arrays;

/** An Ethernet frame, read. */
public record EthernetFields(String destination, String source, int etherType, Fields payload) {

  static EthernetFields read(byte[] frame) {
    require(frame.length >= 14, "an Ethernet header has 14 bytes, here are %d", frame.length);
    int etherType = Bytes.u16(frame, 12);
    byte[] rest = Arrays.copyOfRange(frame, 14, frame.length);
    Fields payload =
        switch (etherType) {
          case 0x0800 -> Ipv4Fields.read(rest);
          case 0x0806 -> ArpFields.read(rest);
          default -> new RawFields(rest);
        };
    return new EthernetFields(Addresses.mac(frame, 0), Addresses.mac(frame, 6), etherType, payload);
  }

  public ArpFields arp() {
    return payload.as(ArpFields.class);
  }

  public Ipv4Fields ipv4() {
    return payload.as(Ipv4Fields.class);
  }

  public IcmpFields icmp() {
    return ipv4().icmp();
  }

  public TcpFields tcp() {
    return ipv4().tcp();
  }

  public boolean isTcp() {
    return payload instanceof Ipv4Fields ip && ip.payload() instanceof TcpFields;
  }

  @Override
  public String toString() {
    return payload instanceof RawFields
        ? String.format("%s > %s EtherType 0x%04x, %s", source, destination, etherType, payload)
        : payload.toString();
  }
}
