package workshop.echo;

/**
 * What one connection is made of.
 *
 * @param receiver its receiving half
 * @param sender its sending half
 * @param timer what it has to do because time passes
 */
public record Halves(Receiver receiver, Sender sender, ConnectionTimer timer) {}
