package workshop.ethernet;

import workshop.shared.Ipv4Address;
import workshop.tap.Options;
import workshop.tap.UsageException;

/**
 * Who is who on the link.
 *
 * @param mac our own Ethernet address
 * @param address our own IPv4 address
 * @param kernel the kernel's IPv4 address
 * @param prefixLength how many bits of the kernel's address say which network it is in: 0 to 32
 */
public record Addresses(MacAddress mac, Ipv4Address address, Ipv4Address kernel, int prefixLength) {
  /** What holds where the command line says nothing. */
  public static final Addresses DEFAULTS =
      new Addresses(
          MacOption.DEFAULT,
          Ipv4Address.parse("192.168.100.2"),
          Ipv4Address.parse("192.168.100.1"),
          24);

  /**
   * Reads and checks what the command line says.
   *
   * @throws UsageException if an address cannot be a machine's, or both ends have the same
   */
  public static Addresses of(Options options, MacOption mac) throws UsageException {
    if (mac.mac().isMulticast() || mac.mac().equals(MacAddress.ZERO)) {
      throw new UsageException("--mac: a machine cannot have the address " + mac.mac());
    }
    String[] kernel = options.kernel().split("/");
    Addresses addresses =
        new Addresses(
            mac.mac(),
            machine("--address", options.address()),
            machine("--kernel", kernel[0]),
            Integer.parseInt(kernel[1]));
    if (addresses.address.equals(addresses.kernel)) {
      throw new UsageException(
          "--address and --kernel must differ: one address cannot belong to both ends.");
    }
    return addresses;
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
