package workshop.echo;

/**
 * What one connection is made of.
 *
 * @param receiver its receiving half
 * @param sender its sending half
 * @param timer calls it when a deadline is over
 */
public record Halves(Receiver receiver, Sender sender, ConnectionTimer timer) {}
