package workshop.ethernet;

import workshop.shared.Ipv4Address;
import workshop.tap.Options;
import workshop.tap.UsageException;

/**
 * The addresses of both ends of the link.
 *
 * @param mac our own Ethernet address
 * @param address our own IPv4 address
 * @param kernel the kernel's IPv4 address
 * @param prefixLength how many bits of the kernel's address say which network it is in: 0 to 32
 */
public record Addresses(MacAddress mac, Ipv4Address address, Ipv4Address kernel, int prefixLength) {
  /** With a longer prefix, a network has no room for two machines, a first and a last address. */
  private static final int LONGEST_PREFIX = 30;

  /** The values for options that are not on the command line. */
  public static final Addresses DEFAULTS =
      new Addresses(
          MacOption.DEFAULT,
          Ipv4Address.parse("192.168.100.2"),
          Ipv4Address.parse("192.168.100.1"),
          24);

  /**
   * Reads and checks the command line.
   *
   * @throws UsageException if an address cannot belong to a machine, both ends have the same
   *     address, or they are not in the same network
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
    if (addresses.prefixLength < 1 || addresses.prefixLength > LONGEST_PREFIX) {
      throw new UsageException(
          "--kernel %s: a network for two machines has a prefix length from 1 to %d, for instance %s/24."
              .formatted(options.kernel(), LONGEST_PREFIX, addresses.kernel));
    }
    addresses.checkInSubnet("--kernel", addresses.kernel);
    addresses.checkInSubnet("--address", addresses.address);
    return addresses;
  }

  /**
   * The kernel reaches us only if we are in the network of its side. No machine may have the first
   * or the last address of this network (RFC 1122 sections 3.2.1.3 and 3.3.6).
   */
  private void checkInSubnet(String option, Ipv4Address machine) throws UsageException {
    int hosts = -1 >>> prefixLength;
    Ipv4Address first = new Ipv4Address(kernel.bits() & ~hosts);
    Ipv4Address last = new Ipv4Address(kernel.bits() | hosts);
    boolean inside = (machine.bits() & ~hosts) == first.bits();
    if (!inside || machine.equals(first) || machine.equals(last)) {
      throw new UsageException(
          "%s: %s is no machine in the network %s/%d of --kernel.%nTake one between %s and %s."
              .formatted(option, machine, first, prefixLength, first, last));
    }
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
