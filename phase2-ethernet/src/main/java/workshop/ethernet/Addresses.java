package workshop.ethernet;

import workshop.shared.Ipv4Address;
import workshop.tap.Options;
import workshop.tap.UsageException;

/** The addresses on the command line, read and checked. */
public final class Addresses {
  private Addresses() {}

  /** The stack's Ethernet address. */
  public static MacAddress mac(Options options) throws UsageException {
    try {
      MacAddress mac = MacAddress.parse(options.mac());
      if (!mac.isMulticast() && !mac.equals(MacAddress.ZERO)) {
        return mac;
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--mac: " + e.getMessage());
    }
    throw new UsageException("--mac: a machine cannot have the address " + options.mac());
  }

  /** The stack's IPv4 address. */
  public static Ipv4Address address(Options options) throws UsageException {
    return machine("--address", options.address());
  }

  /** The kernel's IPv4 address on the link. */
  public static Ipv4Address kernel(Options options) throws UsageException {
    return machine("--kernel", options.kernel().split("/")[0]);
  }

  /** How many bits of the kernel's address say which network it is in: 0 to 32. */
  public static int prefixLength(Options options) {
    return Integer.parseInt(options.kernel().split("/")[1]);
  }

  private static Ipv4Address machine(String option, String text) throws UsageException {
    try {
      Ipv4Address address = Ipv4Address.parse(text);
      if (address.isUnicast()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
    throw new UsageException(option + ": a machine cannot have the address " + text);
  }
}
