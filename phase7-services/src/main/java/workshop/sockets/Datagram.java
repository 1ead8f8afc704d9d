package workshop.sockets;

import workshop.shared.Ipv4Address;

/**
 * A datagram that has come.
 *
 * @param address the sender's address
 * @param port the sender's port
 * @param data a copy, which belongs to the receiver
 */
public record Datagram(Ipv4Address address, int port, byte[] data) {}
