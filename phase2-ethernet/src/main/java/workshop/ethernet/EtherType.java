package workshop.ethernet;

/** The numbers that say what a frame carries (IANA, "IEEE 802 Numbers"). */
public final class EtherType {
  public static final int IPV4 = 0x0800;
  public static final int ARP = 0x0806;
  public static final int IPV6 = 0x86DD;

  private EtherType() {}

  /** For instance "IPv4", or the number in hexadecimal. */
  public static String name(int etherType) {
    return switch (etherType) {
      case IPV4 -> "IPv4";
      case ARP -> "ARP";
      case IPV6 -> "IPv6";
      default -> "0x%04x".formatted(etherType);
    };
  }
}
