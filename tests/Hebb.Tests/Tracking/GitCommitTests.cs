using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class GitCommitTests : IDisposable
{
    const string Commit = "0123456789abcdef0123456789abcdef01234567";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FollowsTheBranch()
    {
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/refs/heads/main", Commit + "\n");
        Assert.Equal(Commit, GitCommit.Of(Directory.CreateDirectory(folder.File("deep/down")).FullName));
    }

    [Fact]
    public void FindsPackedBranches()
    {
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/packed-refs", $"# pack-refs with: peeled\n{new string('f', 40)} refs/heads/mainly\n{Commit} refs/heads/main\n");
        Assert.Equal(Commit, GitCommit.Of(folder.Path));
    }

    [Fact]
    public void KnowsACommitWithoutABranch()
    {
        Write(".git/HEAD", Commit);
        Assert.Equal(Commit, GitCommit.Of(folder.Path));
    }

    [Fact]
    public void FollowsAWorkTreeToItsRepository()
    {
        Write("tree/.git", $"gitdir: {folder.File("repo/.git/worktrees/tree")}\n");
        Write("repo/.git/worktrees/tree/HEAD", "ref: refs/heads/side\n");
        Write("repo/.git/worktrees/tree/commondir", "../..\n");
        Write("repo/.git/refs/heads/side", Commit);
        Assert.Equal(Commit, GitCommit.Of(folder.File("tree")));
    }

    [Theory]
    [InlineData("ref: refs/heads/unborn")]
    [InlineData("ref: \0")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void TellsNothingRatherThanSomethingWrong(string head)
    {
        Write(".git/HEAD", head);
        Assert.Null(GitCommit.Of(folder.Path));
    }

    void Write(string name, string text)
    {
        string path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
