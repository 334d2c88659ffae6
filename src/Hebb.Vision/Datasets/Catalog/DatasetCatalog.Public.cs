namespace Hebb.Vision.Datasets;

// Those with a public home.
internal static partial class DatasetCatalog
{
    static readonly string[] IdxNames = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    /// <summary>MNIST.</summary>
    public static DatasetEntry Mnist { get; } = new()
    {
        Name = "mnist",
        Title = "70,000 handwritten digits, 28×28",
        Source = "http://yann.lecun.com/exdb/mnist/",
        Licence = "none stated; often given as CC BY-SA 3.0",
        Citation = "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition, Proceedings of the IEEE 86(11), 1998",
        Files = Idx(
            ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
            [9_912_422, 28_881, 1_648_877, 4_542],
            [
                "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
            ]),
        Layouts = [IdxNames],
        Open = (folder, part) => Datasets.Mnist.Load(folder, part == Split.Train),
    };

    /// <summary>Fashion-MNIST.</summary>
    public static DatasetEntry FashionMnist { get; } = new()
    {
        Name = "fashion-mnist",
        Aliases = ["fashion"],
        Title = "70,000 images of clothes, 28×28",
        Source = "https://github.com/zalandoresearch/fashion-mnist",
        Licence = "MIT",
        Citation = "H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST, arXiv:1708.07747, 2017",
        Files = Idx(
            ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/", "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"],
            [26_421_880, 29_515, 4_422_102, 5_148],
            [
                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84", "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
            ]),
        Layouts = [IdxNames],
        Open = (folder, part) => Datasets.FashionMnist.Load(folder, part == Split.Train),
    };

    /// <summary>EMNIST, all six splits; opened by name, it is the balanced one.</summary>
    public static DatasetEntry Emnist { get; } = new()
    {
        Name = "emnist",
        Title = "814,255 handwritten letters and digits, 28×28",
        Source = "https://www.nist.gov/itl/products-and-services/emnist-dataset",
        Licence = "none stated; a work of the US government",
        Citation = "G. Cohen, S. Afshar, J. Tapson, A. van Schaik: EMNIST: an extension of MNIST to handwritten letters, arXiv:1702.05373, 2017",
        Files =
        [
            new("gzip.zip", 561_753_746, "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e", [new("https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip")], IsArchive: true),
        ],
        Layouts =
        [
            [
                "emnist-balanced-train-images-idx3-ubyte.gz", "emnist-balanced-train-labels-idx1-ubyte.gz", "emnist-balanced-test-images-idx3-ubyte.gz",
                "emnist-balanced-test-labels-idx1-ubyte.gz",
            ],
        ],
        Subfolders = ["gzip"],
        Open = (folder, part) => Datasets.Emnist.Load(EmnistSplit.Balanced, folder, part == Split.Train),
    };

    /// <summary>CIFAR-10.</summary>
    public static DatasetEntry Cifar10 { get; } = new()
    {
        Name = "cifar10",
        Aliases = ["cifar-10"],
        Title = "60,000 colour images in 10 classes, 32×32",
        Source = "https://www.cs.toronto.edu/~kriz/cifar.html",
        Licence = "none stated; cite the report",
        Citation = "A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images, University of Toronto, 2009",
        Files =
        [
            new("cifar-10-binary.tar.gz", 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", [new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz")], IsArchive: true),
        ],
        Layouts = [["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"]],
        Subfolders = ["cifar-10-batches-bin"],
        Open = (folder, part) => Datasets.Cifar10.Load(folder, part == Split.Train),
    };

    /// <summary>CIFAR-100.</summary>
    public static DatasetEntry Cifar100 { get; } = new()
    {
        Name = "cifar100",
        Aliases = ["cifar-100"],
        Title = "60,000 colour images in 100 classes, 32×32",
        Source = "https://www.cs.toronto.edu/~kriz/cifar.html",
        Licence = "none stated; cite the report",
        Citation = "A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images, University of Toronto, 2009",
        Files =
        [
            new("cifar-100-binary.tar.gz", 168_513_733, "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec", [new("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz")], IsArchive: true),
        ],
        Layouts = [["train.bin", "test.bin"]],
        Subfolders = ["cifar-100-binary"],
        Open = (folder, part) => Datasets.Cifar100.Load(folder, part == Split.Train),
    };

    /// <summary>Oxford Flowers 17. The lengths and sums of its files are not known for certain.</summary>
    public static DatasetEntry Flowers17 { get; } = new()
    {
        Name = "flowers17",
        Title = "1,360 photographs of 17 flowers",
        Source = "https://www.robots.ox.ac.uk/~vgg/data/flowers/17/",
        Licence = "for research; the photographs belong to their owners",
        Citation = "M.-E. Nilsback, A. Zisserman: A Visual Vocabulary for Flower Classification, CVPR 2006",
        Files =
        [
            new("17flowers.tgz", null, null, [new("https://www.robots.ox.ac.uk/~vgg/data/flowers/17/17flowers.tgz")], IsArchive: true),
            new("datasplits.mat", null, null, [new("https://www.robots.ox.ac.uk/~vgg/data/flowers/17/datasplits.mat")]),
        ],
        Layouts = [["train", "val", "test"], ["jpg", "datasplits.mat"]],
        Parts = [Split.Train, Split.Validation, Split.Test],
        Open = (folder, part) => Datasets.Flowers17.Open(folder, part),
    };

    static DatasetFile[] Idx(string[] mirrors, long[] lengths, string[] sums) =>
        [.. IdxNames.Select((name, i) => new DatasetFile(name, lengths[i], sums[i], [.. mirrors.Select(mirror => new Uri(mirror + name))]))];
}
