package workshop.sockets;

import workshop.shared.Ipv4Address;

/**
 * A datagram that has come.
 *
 * @param address who has sent it
 * @param port the sender's
 * @param data what it carries; the receiver's own copy
 */
public record Datagram(Ipv4Address address, int port, byte[] data) {}
