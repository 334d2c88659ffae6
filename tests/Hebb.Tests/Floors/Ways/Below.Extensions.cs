namespace Hebb.Tests.Floors.Ways;

/// <content>A block for the receiver of one in the other file, which the compiler puts together, and one of its own.</content>
static partial class Below
{
    extension(string text)
    {
        [Above]
        public int ByExtensionAttribute => text.Length;
    }

    extension(AboveKind kind)
    {
        public int ByReceiver => (int)kind;
    }
}
