package workshop.ipv4;

/** The numbers in the header's protocol field (IANA, "Protocol Numbers"). */
public final class Protocol {
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;

  private Protocol() {}

  /** For instance "TCP", or "protocol 99". */
  public static String name(int protocol) {
    return switch (protocol) {
      case ICMP -> "ICMP";
      case TCP -> "TCP";
      case UDP -> "UDP";
      default -> "protocol " + protocol;
    };
  }
}
